package jacobi.backend.blas.library;

import jacobi.backend.blas.foreign.Maker;
import jacobi.spi.ProbeContext;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks for libraries; where one place has some, those after it are not looked at.
///
/// 1. `jacobi.blas.library`: files or names, separated by commas, and nothing else if it is set;
///    `dnnl` and `openblas` are the jars below;
/// 2. jars of JavaCPP's presets on the class path;
/// 3. the system's libraries.
///
/// @param attempts what became of each place, in order
public record Search(List<Attempt> attempts) {
  private static final String SETTING = "jacobi.blas.library";

  /// Looks in all places for this process.
  ///
  /// @throws IllegalCallerException if this process denies native access
  public static Search of(ProbeContext context) {
    return of(context, Platform.here(), ClassLoader.getSystemClassLoader());
  }

  static Search of(ProbeContext context, Platform platform, ClassLoader classPath) {
    List<Attempt> attempts = new ArrayList<>();
    String named = context.setting(SETTING);
    if (named != null) {
      for (String name : named.split(",", -1)) {
        Optional<Bundle> bundle = Bundle.called(name.strip());
        attempts.add(
            bundle.isPresent()
                ? bundled(bundle.get(), context, platform, classPath)
                : named(name.strip(), platform));
      }
      return new Search(List.copyOf(attempts));
    }
    for (Bundle bundle : Bundle.values()) {
      attempts.add(bundled(bundle, context, platform, classPath));
    }
    if (attempts.stream().noneMatch(Attempt.Found.class::isInstance)) {
      SystemLibraries.of(platform).search(attempts);
    }
    return new Search(List.copyOf(attempts));
  }

  private static Attempt named(String name, Platform platform) {
    if (!name.contains("/") && !name.contains(File.separator)) {
      return SystemLibraries.of(platform).open(name);
    }
    try {
      return Candidate.file(name, Path.of(name), platform);
    } catch (InvalidPathException odd) {
      return new Attempt.Refused(name, "is no path: " + odd.getReason());
    }
  }

  private static Attempt bundled(
      Bundle bundle, ProbeContext context, Platform platform, ClassLoader classPath) {
    String title = bundle.title(platform);
    URL resource = classPath.getResource(bundle.folder(platform) + bundle.library(platform));
    if (resource == null) {
      return new Attempt.Refused(title, "is missing");
    }
    try {
      Path cache = CacheFolder.of(context, platform);
      Path unpacked = new Unpacking(bundle.folder(platform), cache).unpack(resource);
      return Candidate.file(title, unpacked.resolve(bundle.library(platform)), platform);
    } catch (IOException | InvalidPathException failed) {
      return new Attempt.Refused(title, "cannot be unpacked: " + failed.getMessage());
    }
  }

  /// A usable oneDNN.
  public Optional<Attempt.Found> oneDnn() {
    return found().stream().filter(one -> one.facts().maker() == Maker.ONEDNN).findFirst();
  }

  /// A usable BLAS with the C interface.
  public Optional<Attempt.Found> cblas() {
    return found().stream().filter(one -> one.facts().maker() != Maker.ONEDNN).findFirst();
  }

  private List<Attempt.Found> found() {
    return attempts.stream()
        .filter(Attempt.Found.class::isInstance)
        .map(Attempt.Found.class::cast)
        .toList();
  }

  /// One line: every place and what became of it.
  @Override
  public String toString() {
    return String.join("; ", attempts.stream().map(Attempt::toString).toList());
  }
}
