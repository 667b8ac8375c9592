package jacobi.backend.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.tensor.Tensor;
import jacobi.type.JacobiException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Sessions that are closed under their users: a result, or an error of Jacobi's own.
class SessionsTest {
  private static final int CALLS = 100_000;
  private static final int THREADS = 8;
  private static final Options OPTIONS =
      Options.of().withBackend("blas").withSetting("jacobi.blas.use", "always");

  private final AtomicReference<Session> current = new AtomicReference<>(Session.open(OPTIONS));
  private final AtomicInteger left = new AtomicInteger(CALLS);
  private final AtomicInteger results = new AtomicInteger();
  private final AtomicInteger errors = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  @Test
  void usersOfAClosedSessionGetResultsOrTypedErrors() throws InterruptedException {
    Thread[] users = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      users[i] = new Thread(this::use);
      users[i].setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
      users[i].start();
    }
    int opened = 0;
    while (left.get() > 0 && failure.get() == null) {
      current.getAndSet(Session.open(OPTIONS)).close();
      opened++;
    }
    for (Thread user : users) {
      user.join();
    }
    current.get().close();
    System.out.printf("%d results, %d errors, %d sessions%n", results.get(), errors.get(), opened);
    assertEquals(null, failure.get());
    assertTrue(opened > 1, "opened " + opened);
    assertTrue(results.get() > CALLS / 10, "only %d results".formatted(results.get()));
  }

  private void use() {
    float[] ones = new float[32 * 32];
    java.util.Arrays.fill(ones, 1);
    while (left.getAndDecrement() > 0) {
      Session session = current.get();
      try {
        float[] found =
            session.run(() -> {
              Tensor x = Jacobi.tensor(ones, 32, 32);
              return x.matmul(x).matmul(x).toFloats();
            });
        for (float element : found) {
          assertEquals(1024, element);
        }
        results.incrementAndGet();
      } catch (JacobiException closed) {
        errors.incrementAndGet();
      }
    }
  }
}
