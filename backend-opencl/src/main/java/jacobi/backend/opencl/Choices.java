package jacobi.backend.opencl;

import jacobi.spi.ProbeContext;
import jacobi.spi.SettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was measured to be best, by device and driver, in files of the cache's folder.
///
/// The setting `jacobi.opencl.tune=on` measures when a session is opened, keeps the choice and logs
/// it; without it nothing is ever measured, and what was kept is used.
final class Choices {
  private static final String SETTING = "jacobi.opencl.tune";

  /// Large enough that a GPU is busy: 2 milliseconds where it does a teraflop a second.
  private static final int SIZE = 1024;

  private final @Nullable Path folder;
  private final boolean tune;

  /// @param folder where choices are kept, or null
  /// @throws SettingException if it is to be tuned and nothing can be kept
  Choices(ProbeContext context, @Nullable Path folder) {
    String set = context.setting(SETTING);
    if (set != null && !set.equals("on")) {
      throw new SettingException("%s is on or not set, got %s".formatted(SETTING, set));
    }
    if (set != null && folder == null) {
      throw new SettingException(
          "%s = on has nowhere to keep its choice: set %s".formatted(SETTING, CacheFolder.SETTING));
    }
    this.folder = folder;
    this.tune = set != null;
  }

  /// How products are cut on a device.
  Blocks of(OpenClDevice device, @Nullable BinaryCache cache) {
    if (folder == null || device.isProcessor()) {
      return Blocks.STANDARD;
    }
    Path file = folder.resolve(UUID.nameUUIDFromBytes(bytes(device.identity())) + ".tuned");
    return tune ? tuned(new Tuner(device, cache, SIZE), device, file) : kept(file);
  }

  /// What a file names, if it is one of the presets.
  static Blocks kept(Path file) {
    try {
      List<String> lines = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
      for (Blocks each : Blocks.PRESETS) {
        if (lines.equals(List.of("blocks " + each))) {
          return each;
        }
      }
    } catch (IOException unreadable) {
      System.getLogger("jacobi").log(System.Logger.Level.DEBUG, "cannot read " + file, unreadable);
    }
    return Blocks.STANDARD;
  }

  /// Measures, keeps what is fastest, and logs all times.
  ///
  /// @throws SettingException if the choice cannot be written
  static Blocks tuned(Tuner tuner, OpenClDevice device, Path file) {
    Map<Blocks, Long> times = tuner.measure();
    Blocks best =
        times.entrySet().stream()
            .min(Comparator.comparing(Map.Entry::getValue))
            .map(Map.Entry::getKey)
            .orElse(Blocks.STANDARD);
    System.getLogger("jacobi")
        .log(
            System.Logger.Level.INFO,
            "%s: blocks %s of %s (nanoseconds)".formatted(device.name(), best, times));
    try {
      Path made = Files.createTempFile(file.toAbsolutePath().getParent(), "new", null);
      Files.write(made, bytes("blocks " + best + "\n"));
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException full) {
      throw new SettingException("%s: cannot write %s".formatted(SETTING, file), full);
    }
    return best;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
