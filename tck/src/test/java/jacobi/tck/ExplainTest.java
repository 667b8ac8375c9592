package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Compiled;
import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a compiled step tells about itself.
class ExplainTest {
  @TempDir Path folder;

  private static <T> T on(Supplier<T> block) {
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      return session.run(block);
    }
  }

  /// Two elementwise ops that become one, a sum, and a product nobody asks for.
  private static List<Tensor> step(List<Tensor> in) {
    Tensor x = in.getFirst();
    Tensor unused = x.matmul(x.transpose());
    return List.of(x.exp().add(x).sum(), unused.detach()).subList(0, 1);
  }

  @Test
  void aCompiledStepIsExplained() {
    String[] told =
        on(() -> {
          Compiled compiled = Jacobi.compile(ExplainTest::step);
          String before = compiled.explain();
          compiled.apply(Jacobi.ones(2, 3));
          return new String[] {before, compiled.explain(), compiled.explainHtml()};
        });
    assertEquals("", told[0]);
    String text = told[1];
    assertTrue(text.startsWith("step of F32 [2, 3]\nas written down, 5 steps:\n"), text);
    assertTrue(text.contains("as carried out, 2 steps, 2 ops in 1 chains"), text);
    assertTrue(text.contains("{t0 = EXP(%0); t1 = ADD(t0, %0)} in buffer 0"), text);
    assertTrue(text.contains("memory: 0.0 KiB in 1 buffers for 1 values"), text);
    String page = told[2];
    assertTrue(page.contains("<svg") && page.contains("2 ops in a chain"), page);
    assertTrue(page.contains("t0 = EXP(%0)"), page);
  }

  @Test
  void theFlightRecorderHearsOfStepsAndOps() throws IOException {
    Path file = folder.resolve("flight.jfr");
    try (var recording = new Recording()) {
      recording.enable("jacobi.Op");
      recording.start();
      on(() -> {
        Compiled compiled = Jacobi.compile(ExplainTest::step);
        compiled.apply(Jacobi.ones(2, 3));
        compiled.apply(Jacobi.ones(2, 3));
        return true;
      });
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().startsWith("jacobi."))
            .toList();
    List<RecordedEvent> steps =
        events.stream().filter(event -> event.getEventType().getName().endsWith("Step")).toList();
    assertEquals(2, steps.size());
    assertEquals("cpu:0", steps.getFirst().getString("device"));
    assertEquals(2, steps.getFirst().getInt("calls"));
    Set<String> ops =
        events.stream()
            .filter(event -> event.getEventType().getName().endsWith("Op"))
            .map(event -> event.getString("op") + " " + event.getString("results"))
            .collect(Collectors.toSet());
    assertTrue(ops.contains("ELEMENTWISE_CHAIN F32 [2, 3]"), ops.toString());
    assertTrue(ops.contains("REDUCE_SUM F32 []"), ops.toString());
  }
}
