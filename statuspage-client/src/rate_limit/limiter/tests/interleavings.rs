//! Runs calls on several threads in all orders in which they interrupt each other up to three times, by the model checker `loom`: no
//! call waits forever, and no more permits are in use than the limit allows.
//!
//! ```text
//! RUSTFLAGS="--cfg statuspage_loom" cargo test -p statuspage-client --lib --no-default-features interleavings -- --nocapture
//! ```
//!
//! The state's mutex and the wakers are those of loom. (With `--cfg loom`, tokio would use them too, and have no network.) Time stands
//! still, so a call that nobody wakes is a deadlock, which loom reports. What happens when timers end is tested in `model` and `day`, on
//! one thread.

use std::{
    cell::RefCell,
    collections::VecDeque,
    pin::{Pin, pin},
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

use loom::{
    model::Builder,
    sync::{Mutex, Notify},
    thread::{self, JoinHandle},
};
use tokio::runtime::{self, Handle};

use super::{Limiter, OPERATION, Permit, Place, Priority, RateLimit, TIMEOUT, WINDOW, call};
use crate::{
    rate_limit::limiter::store::Shared,
    shared_limit::{PermitAnswer, PermitRequest, SharedLimit, SharedLimitFuture},
};

/// Runs a test in all orders in which threads are interrupted at most so many times when they could go on.
fn check(interruptions: usize, test: impl Fn() + Send + Sync + 'static) {
    let mut runtime = runtime::Builder::new_current_thread();
    let runtime = runtime.enable_time().start_paused(true).build().unwrap();
    // For the clock and the timers. Nothing runs in it.
    let _entered = runtime.enter();
    let mut builder = Builder::new();
    builder.preemption_bound = Some(interruptions);
    builder.check(test);
}

/// A limiter, and how many of its permits are in use.
#[derive(Clone)]
struct World {
    limiter: Arc<Limiter>,
    used: Arc<AtomicUsize>,
    limit: usize,
}

impl World {
    fn new(limit: RateLimit, shared: Option<Arc<Shared>>) -> Self {
        Self {
            limit: limit.requests as usize,
            limiter: Arc::new(Limiter::new(limit, shared)),
            used: Arc::default(),
        }
    }

    async fn permit(&self, priority: Priority) -> Permit {
        let (mut place, call) = (Place::default(), call(OPERATION, priority));
        let permit = self.limiter.permit(&mut place, &call, TIMEOUT, |_| {});
        permit.await
    }

    /// Waits for a permit, and gives it back without sending a request.
    async fn call(&self, priority: Priority) {
        let permit = self.permit(priority).await;
        assert!(self.used.fetch_add(1, Ordering::SeqCst) < self.limit);
        // Another thread may run here.
        thread::yield_now();
        self.used.fetch_sub(1, Ordering::SeqCst);
        drop(permit);
    }

    fn spawn_call(&self, priority: Priority) -> JoinHandle<()> {
        let world = self.clone();
        thread::spawn(move || block_on(world.call(priority)))
    }
}

struct Task(Notify);

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        self.0.notify();
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let task = Arc::new(Task(Notify::new()));
    let waker = Waker::from(Arc::clone(&task));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        task.0.wait();
    }
}

/// Polls a future once; nobody is woken for it.
fn poll_once<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn a_permit_that_comes_back_wakes_the_next_call() {
    check(3, || {
        let world = World::new(RateLimit::new(1, WINDOW), None);
        let others = [(); 2].map(|()| world.spawn_call(Priority::Normal));
        block_on(world.call(Priority::Normal));
        others.into_iter().for_each(|other| other.join().unwrap());
    });
}

#[test]
fn a_call_that_is_dropped_passes_on_its_turn() {
    check(3, || {
        let world = World::new(RateLimit::new(1, WINDOW), None);
        let dropped = {
            let world = world.clone();
            thread::spawn(move || {
                let mut call = Box::pin(world.call(Priority::Normal));
                if poll_once(call.as_mut()).is_pending() {
                    thread::yield_now();
                }
            })
        };
        let other = world.spawn_call(Priority::Normal);
        block_on(world.call(Priority::Normal));
        dropped.join().unwrap();
        other.join().unwrap();
    });
}

#[test]
fn a_call_that_moves_to_another_task_is_woken_there() {
    check(3, || {
        let world = World::new(RateLimit::new(1, WINDOW), None);
        let others = [(); 2].map(|()| world.spawn_call(Priority::Normal));
        let mut call = Box::pin(world.call(Priority::Normal));
        if poll_once(call.as_mut()).is_pending() {
            block_on(call);
        }
        others.into_iter().for_each(|other| other.join().unwrap());
    });
}

#[test]
fn urgent_and_normal_calls_wake_each_other() {
    check(3, || {
        let world = World::new(RateLimit::new(2, WINDOW).reserve(1), None);
        let others = [Priority::Urgent, Priority::Normal].map(|it| world.spawn_call(it));
        block_on(world.call(Priority::Normal));
        others.into_iter().for_each(|other| other.join().unwrap());
    });
}

/// Runs the tasks that ask the store, one after the other.
struct Executor {
    tasks: Mutex<VecDeque<Pin<Box<dyn Future<Output = ()>>>>>,
    has_ended: AtomicBool,
    changed: Notify,
}

thread_local! {
    /// All threads of loom run in one of the system.
    static EXECUTOR: RefCell<Weak<Executor>> = const { RefCell::new(Weak::new()) };
}

/// Lets the executor run the task that asks the store.
pub(in super::super) fn spawn(_: &Handle, task: impl Future<Output = ()> + 'static) {
    let executor = EXECUTOR.with_borrow(Weak::upgrade).unwrap();
    executor.tasks.lock().unwrap().push_back(Box::pin(task));
    executor.changed.notify();
}

/// A store that permits each request at once.
struct Store;

impl SharedLimit for Store {
    fn acquire<'a>(&'a self, _: &'a PermitRequest) -> SharedLimitFuture<'a, PermitAnswer> {
        Box::pin(async { Ok(PermitAnswer::granted(WINDOW, Duration::ZERO)) })
    }

    fn refused(&self, _: Duration) -> SharedLimitFuture<'_, ()> {
        Box::pin(async { Ok(()) })
    }
}

#[test]
fn a_call_is_served_although_the_task_that_asks_the_store_ends_just_then() {
    check(3, || {
        let executor = Arc::new(Executor {
            tasks: Mutex::default(),
            has_ended: AtomicBool::new(false),
            changed: Notify::new(),
        });
        EXECUTOR.set(Arc::downgrade(&executor));
        let shared = Shared::new(Box::new(Store), Box::new(|_| {}));
        let world = World::new(RateLimit::new(2, WINDOW), Some(shared));
        // The task may end while the second call begins.
        let calls = {
            let executor = Arc::clone(&executor);
            thread::spawn(move || {
                block_on(world.call(Priority::Normal));
                block_on(world.call(Priority::Normal));
                executor.has_ended.store(true, Ordering::SeqCst);
                executor.changed.notify();
            })
        };
        while !executor.has_ended.load(Ordering::SeqCst) {
            let task = executor.tasks.lock().unwrap().pop_front();
            match task {
                Some(task) => block_on(task),
                None => executor.changed.wait(),
            }
        }
        calls.join().unwrap();
    });
}
