package jacobi.backend.blas.library;

import jacobi.backend.blas.foreign.Facts;
import jacobi.backend.blas.foreign.NativeLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A library to try: looked at before any of its code runs, opened, and asked for its functions.
final class Candidate {
  private Candidate() {}

  /// Tries a file.
  static Attempt file(String place, Path file, Platform platform) {
    try {
      String missing = missing(file);
      if (missing != null) {
        return new Attempt.Refused(place, missing);
      }
      // Links are followed once: what is opened is what was looked at.
      Path real = file.toRealPath();
      String refusal = refusal(real, platform);
      return refusal != null ? new Attempt.Refused(place, refusal) : open(place, real.toString());
    } catch (IOException unreadable) {
      return new Attempt.Refused(place, "cannot be read: " + unreadable);
    }
  }

  private static @Nullable String missing(Path file) throws IOException {
    if (Files.exists(file)) {
      return null;
    }
    return Files.isSymbolicLink(file)
        ? "is a link to %s, which is missing".formatted(Files.readSymbolicLink(file))
        : "is missing";
  }

  private static @Nullable String refusal(Path file, Platform platform) throws IOException {
    if (!Files.isRegularFile(file)) {
      return "is no file";
    }
    if (!Files.isReadable(file)) {
      return "may not be read";
    }
    String untrusted = Trust.refusal(file);
    if (untrusted != null) {
      return untrusted;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return FileHeader.refusal(in.readNBytes(FileHeader.LENGTH), Files.size(file), platform);
    }
  }

  /// Opens what has been looked at, or what the system's loader knows by name.
  static Attempt open(String place, String name) {
    try {
      NativeLibrary library = NativeLibrary.open(name);
      return new Attempt.Found(place, library, Facts.of(library));
    } catch (IllegalArgumentException refused) {
      // The loader begins with the name, the place does too.
      String reason = String.valueOf(refused.getMessage());
      return new Attempt.Refused(place, reason.replaceFirst("^" + Pattern.quote(name) + ":? ", ""));
    }
  }
}
