package jacobi.models.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// The memory of this process.
final class Memory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private Memory() {}

  /// The most it had in the machine's memory at a time, where the system tells (`VmHWM`).
  static OptionalLong peakMegabytes() {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    try {
      return peakMegabytes(Files.readString(STATUS));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Reads a line such as `VmHWM: 184320 kB`.
  static OptionalLong peakMegabytes(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst();
  }
}
