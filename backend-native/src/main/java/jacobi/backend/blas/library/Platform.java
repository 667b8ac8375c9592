package jacobi.backend.blas.library;

import java.util.Locale;

/// The operating system and the processor this process runs on.
///
/// @param system the operating system
/// @param processor the processor's instructions
public record Platform(Family system, Processor processor) {
  /// Operating systems, by how their libraries look.
  public enum Family {
    /// ELF files.
    LINUX("linux"),
    /// Mach-O files.
    MAC("macosx"),
    /// PE files.
    WINDOWS("windows");

    private final String name;

    Family(String name) {
      this.name = name;
    }
  }

  /// Instruction sets.
  public enum Processor {
    /// Intel's and AMD's, 64 bits.
    X86_64("x86_64"),
    /// ARM's, 64 bits.
    AARCH64("arm64"),
    /// One that no library is looked for.
    OTHER("other");

    private final String name;

    Processor(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// That of this process.
  public static Platform here() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return new Platform(
        name.contains("win") && !name.contains("darwin")
            ? Family.WINDOWS
            : name.contains("mac") || name.contains("darwin") ? Family.MAC : Family.LINUX,
        switch (processor) {
          case "amd64", "x86_64", "x64" -> Processor.X86_64;
          case "aarch64", "arm64" -> Processor.AARCH64;
          default -> Processor.OTHER;
        });
  }

  /// The classifier that Maven artifacts of JavaCPP's presets bear, such as `linux-x86_64`.
  public String classifier() {
    return system.name + "-" + processor.name;
  }
}
