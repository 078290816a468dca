//! The signal that a simulator is dropped, for tasks that wait.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

/// Reports when its simulator is dropped.
#[derive(Clone, Debug)]
pub(crate) struct Shutdown(watch::Receiver<()>);

impl Shutdown {
    /// The simulator keeps the sender. Dropping the sender is the signal.
    pub(crate) fn new() -> (watch::Sender<()>, Self) {
        let (sender, receiver) = watch::channel(());
        (sender, Self(receiver))
    }

    /// Waits until the simulator is dropped.
    pub(crate) async fn closed(mut self) {
        // The error says that the sender is dropped, which is the signal.
        let _ = self.0.changed().await;
    }

    /// Waits this long. Returns `None` if the simulator is dropped first.
    pub(crate) async fn pause(&self, duration: Duration) -> Option<()> {
        if duration.is_zero() {
            return Some(());
        }
        // The timeout is the usual case.
        timeout(duration, self.clone().closed()).await.err()?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::Shutdown;

    const HOUR: Duration = Duration::from_secs(3600);

    #[tokio::test(start_paused = true)]
    async fn a_pause_lasts_as_long_as_it_should() {
        let (_sender, shutdown) = Shutdown::new();
        let start = Instant::now();
        assert_eq!(shutdown.pause(Duration::ZERO).await, Some(()));
        assert_eq!(start.elapsed(), Duration::ZERO);
        assert_eq!(shutdown.pause(HOUR).await, Some(()));
        assert_eq!(start.elapsed(), HOUR);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_ends_when_the_simulator_is_dropped() {
        let (sender, shutdown) = Shutdown::new();
        let start = Instant::now();
        let pause = tokio::spawn(async move { shutdown.pause(HOUR).await });
        tokio::time::sleep(HOUR / 2).await;
        drop(sender);
        assert_eq!(pause.await.unwrap(), None);
        assert_eq!(start.elapsed(), HOUR / 2);
    }
    #[tokio::test(start_paused = true)]
    async fn a_pause_may_exceed_the_range_of_the_clock() {
        let (_sender, shutdown) = Shutdown::new();
        let pause = shutdown.pause(Duration::MAX);
        assert!(tokio::time::timeout(HOUR, pause).await.is_err());
    }
}
