package jacobi.backend.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.spi.BackendUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever asked for libraries that cannot be had is told; nobody else notices.
class ChoiceTest {
  private static final String LIBRARY = "jacobi.blas.library";

  @TempDir Path folder;

  private Options without() {
    return Options.of().withSetting(LIBRARY, folder.resolve("libnone.so").toString());
  }

  private static double twice(Session session) {
    return session.run(() -> Jacobi.tensor(new float[] {21}).mul(2).item());
  }

  @Test
  void automaticChoiceGoesOnWithJavaAndTheTableSaysWhy() {
    try (Session session = Session.open(without())) {
      assertEquals("cpu:0", session.device());
      assertEquals(42, twice(session));
      String table = session.report().table();
      assertTrue(table.contains("not usable: no library: " + folder), table);
      assertTrue(table.contains("libnone.so is missing"), table);
      assertTrue(table.contains("add org.bytedeco:dnnl"), table);
    }
  }

  @Test
  void explicitChoiceStopsWithTheReason() {
    var thrown =
        assertThrows(
            BackendUnavailableException.class,
            () -> twice(Session.open(without().withBackend("blas"))));
    assertTrue(thrown.getMessage().contains("libnone.so is missing"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("blas"), thrown.getMessage());
  }

  @Test
  void anOrderOfPreferenceGoesOnToTheNext() {
    try (Session session = Session.open(without().withBackend("blas,cpu"))) {
      assertEquals("cpu:0", session.device());
    }
  }

  @Test
  void withALibraryItComputes() {
    for (String library : List.of("dnnl", "openblas")) {
      Options options = Options.of().withBackend("blas").withSetting(LIBRARY, library);
      try (Session session = Session.open(options)) {
        assertEquals("blas:0", session.device());
        assertEquals(42, twice(session));
      }
    }
  }

  /// Prints what was found.
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      try (Session session = Session.open(Options.of())) {
        System.out.print(session.report().table());
        System.out.println(session.device());
      }
    }
  }

  @Test
  void whereNativeAccessIsDeniedTheOptionIsNamed() throws IOException, InterruptedException {
    List<String> options = List.of("--illegal-native-access=deny");
    List<String> lines = TestProcess.run(folder, options, Map.of(), Program.class);
    String all = String.join("\n", lines);
    assertTrue(all.contains("native access is denied; start with --enable-native-access="), all);
    assertEquals("cpu:0", lines.getLast());
  }
}
