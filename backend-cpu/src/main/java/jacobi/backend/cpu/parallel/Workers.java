package jacobi.backend.cpu.parallel;

import jacobi.spi.SettingException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A fixed pool that runs the parts of one region at a time, the caller among the workers.
///
/// ```text
/// run(parts, task):  task.part(0) … task.part(parts − 1), each exactly once, in any order
/// ```
///
/// | situation | what happens |
/// |---|---|
/// | one part, or a pool of one | the caller runs all parts, in order |
/// | called from inside a part, or while another thread's region runs | the same |
/// | a part throws | every other part still runs, then the caller gets the first exception |
///
/// A region allocates nothing. Idle workers spin for some tens of microseconds, so that a training
/// step's regions follow each other without a system call, and then park.
public final class Workers {
  /// Work in numbered parts. Parts of one region run concurrently and must not touch the same
  /// output.
  @FunctionalInterface
  public interface Task {
    /// Does part `index`.
    void part(int index);
  }

  /// Longer than the gap between two regions of a step (a few microseconds), shorter than anything
  /// a user would notice as load; two pools that spin on the same two cores ruin each other.
  private static final long SPIN_NANOS = 40_000;

  /// Turns between two looks at the clock.
  private static final int TURNS = 64;

  private static final AtomicReference<@Nullable Workers> SHARED = new AtomicReference<>();

  private static final VarHandle TICKET;
  private static final VarHandle BUSY;
  private static final VarHandle DONE;
  private static final VarHandle FAILURE;

  static {
    try {
      var lookup = MethodHandles.lookup();
      TICKET = lookup.findVarHandle(Workers.class, "ticket", long.class);
      BUSY = lookup.findVarHandle(Workers.class, "busy", boolean.class);
      DONE = lookup.findVarHandle(Workers.class, "done", int.class);
      FAILURE = lookup.findVarHandle(Workers.class, "failure", Throwable.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Helper[] helpers;

  /// Region number in the high half, parts not yet claimed in the low half. Both in one word, so
  /// that a claim by a worker that slept through the end of a region cannot succeed.
  private volatile long ticket;

  private volatile boolean busy;
  private volatile int done;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable Thread waiter;

  /// Written before the ticket that announces them, untouched until all parts are claimed.
  private @Nullable Task task;

  private int parts;

  private Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but is " + threads);
    }
    helpers = new Helper[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper(i + 1);
    }
    for (Helper helper : helpers) {
      helper.thread.start();
    }
  }

  /// The pool of this process, with as many threads as there are processors unless [#configure] was
  /// called before.
  public static Workers shared() {
    Workers workers = SHARED.get();
    return workers != null ? workers : create(Runtime.getRuntime().availableProcessors());
  }

  /// Sets the number of threads of the process and returns the pool.
  ///
  /// @throws SettingException if the pool already exists with another number of threads
  public static Workers configure(int threads) {
    Workers workers = create(threads);
    if (workers.threads() != threads) {
      throw new SettingException(
          ("this process already computes with %d threads, %d were asked for: ask for them before"
                  + " the first session is opened, or leave the number out")
              .formatted(workers.threads(), threads));
    }
    return workers;
  }

  /// A pool of its own, for tests and measurements; its threads are daemons and end with the
  /// process.
  public static Workers of(int threads) {
    return new Workers(threads);
  }

  /// Starts a daemon thread at low priority for work that nobody waits for, such as warming a
  /// kernel.
  @SuppressWarnings("ThreadPriorityCheck") // A wish: nothing depends on when the work is done.
  public static void background(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  private static synchronized Workers create(int threads) {
    Workers workers = SHARED.get();
    if (workers == null) {
      workers = new Workers(threads);
      SHARED.set(workers);
    }
    return workers;
  }

  /// The number of threads that compute, the caller included.
  public int threads() {
    return helpers.length + 1;
  }

  /// Runs `task.part(i)` for every `i` in `0 … parts − 1` and returns when all have ended.
  public void run(int parts, Task task) {
    if (parts <= 1 || helpers.length == 0 || busy || !BUSY.compareAndSet(this, false, true)) {
      runInline(parts, task);
      return;
    }
    try {
      runShared(parts, task);
    } finally {
      this.task = null;
      if (failure != null) {
        failure = null;
      }
      busy = false;
    }
  }

  private static void runInline(int parts, Task task) {
    Throwable first = null;
    for (int i = 0; i < parts; i++) {
      try {
        task.part(i);
      } catch (Throwable t) {
        first = first == null ? t : first;
      }
    }
    if (first != null) {
      throw unchecked(first);
    }
  }

  private void runShared(int parts, Task task) {
    this.task = task;
    this.parts = parts;
    done = 0;
    ticket = (((ticket >>> 32) + 1) << 32) | parts;
    wake(parts - 1);
    work();
    await(parts);
    Throwable first = failure;
    if (first != null) {
      throw unchecked(first);
    }
  }

  private void wake(int most) {
    int left = most;
    for (int i = 0; i < helpers.length && left > 0; i++, left--) {
      Helper helper = helpers[i];
      if (helper.parked) {
        LockSupport.unpark(helper.thread);
      }
    }
  }

  /// Claims and runs parts until none is left.
  private void work() {
    while (true) {
      long seen = ticket;
      int left = (int) seen;
      if (left == 0) {
        return;
      }
      Task current = task;
      int count = parts;
      if (TICKET.compareAndSet(this, seen, seen - 1) && current != null) {
        try {
          current.part(count - left);
        } catch (Throwable t) {
          FAILURE.compareAndSet(this, null, t);
        }
        finish(count);
      }
    }
  }

  private void finish(int count) {
    if ((int) DONE.getAndAdd(this, 1) + 1 == count) {
      Thread caller = waiter;
      if (caller != null) {
        LockSupport.unpark(caller);
      }
    }
  }

  private void await(int count) {
    long start = 0;
    for (int turn = 1; done != count; turn++) {
      Thread.onSpinWait();
      if (turn % TURNS == 0) {
        long now = System.nanoTime();
        start = start == 0 ? now : start;
        if (now - start > SPIN_NANOS) {
          sleepUntil(count);
        }
      }
    }
  }

  private void sleepUntil(int count) {
    waiter = Thread.currentThread();
    boolean interrupted = false;
    while (done != count) {
      LockSupport.park(this);
      // A pending interrupt would turn park into a busy loop; hand it back afterwards.
      interrupted |= Thread.interrupted();
    }
    waiter = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// What a part threw: no part declares checked exceptions.
  private static RuntimeException unchecked(Throwable thrown) {
    return switch (thrown) {
      case RuntimeException exception -> exception;
      case Error error -> throw error;
      default -> throw new IllegalStateException("a part threw a checked exception", thrown);
    };
  }

  /// One thread of the pool.
  private final class Helper implements Runnable {
    final Thread thread;
    volatile boolean parked;

    Helper(int number) {
      thread = new Thread(this, "jacobi-worker-" + number);
      thread.setDaemon(true);
    }

    @Override
    public void run() {
      while (true) {
        work();
        idle();
      }
    }

    private void idle() {
      long start = System.nanoTime();
      for (int turn = 1; (int) ticket == 0; turn++) {
        Thread.onSpinWait();
        if (turn % TURNS == 0 && System.nanoTime() - start > SPIN_NANOS) {
          sleep();
          return;
        }
      }
    }

    private void sleep() {
      parked = true;
      // Announced first, looked at second: whoever publishes a ticket sees one or the other.
      while ((int) ticket == 0) {
        LockSupport.park(Workers.this);
        Thread.interrupted();
      }
      parked = false;
    }
  }
}
