//! Whether a simulator still runs, for what waits on its behalf.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

/// Tells when its simulator is dropped.
#[derive(Clone, Debug)]
pub(crate) struct Open(watch::Receiver<()>);

impl Open {
    /// The simulator keeps the sender, whose end says that it is dropped.
    pub(crate) fn new() -> (watch::Sender<()>, Self) {
        let (sender, receiver) = watch::channel(());
        (sender, Self(receiver))
    }

    /// Waits until the simulator is dropped.
    pub(crate) async fn closed(mut self) {
        // An error says that the sender is gone, which is what is waited for.
        let _ = self.0.changed().await;
    }

    /// Waits this long; `None` if the simulator is dropped before.
    pub(crate) async fn pause(&self, duration: Duration) -> Option<()> {
        if duration.is_zero() {
            return Some(());
        }
        // Running out of time is what is hoped for here.
        timeout(duration, self.clone().closed()).await.err()?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::Open;

    const HOUR: Duration = Duration::from_secs(3600);

    #[tokio::test(start_paused = true)]
    async fn a_pause_lasts_as_long_as_it_should() {
        let (_sender, open) = Open::new();
        let start = Instant::now();
        assert_eq!(open.pause(Duration::ZERO).await, Some(()));
        assert_eq!(start.elapsed(), Duration::ZERO);
        assert_eq!(open.pause(HOUR).await, Some(()));
        assert_eq!(start.elapsed(), HOUR);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_ends_with_the_simulator() {
        let (sender, open) = Open::new();
        let start = Instant::now();
        let pause = tokio::spawn(async move { open.pause(HOUR).await });
        tokio::time::sleep(HOUR / 2).await;
        drop(sender);
        assert_eq!(pause.await.unwrap(), None);
        assert_eq!(start.elapsed(), HOUR / 2);
    }
    #[tokio::test(start_paused = true)]
    async fn a_pause_may_be_longer_than_the_clock_can_say() {
        let (_sender, open) = Open::new();
        let pause = open.pause(Duration::MAX);
        assert!(tokio::time::timeout(HOUR, pause).await.is_err());
    }
}
