package jacobi.backend.blas.library;

import java.util.Arrays;
import java.util.Optional;

/// Libraries that come in jars: the artifacts `org.bytedeco:dnnl` and `org.bytedeco:openblas` with
/// the platform's classifier. Nothing of them is used but the libraries.
enum Bundle {
  DNNL("dnnl", "libdnnl.so.3", "libdnnl.3.dylib", "dnnl.dll"),
  OPENBLAS("openblas", "libopenblas.so.0", "libopenblas.0.dylib", "libopenblas.dll");

  private final String artifact;
  private final String linux;
  private final String mac;
  private final String windows;

  Bundle(String artifact, String linux, String mac, String windows) {
    this.artifact = artifact;
    this.linux = linux;
    this.mac = mac;
    this.windows = windows;
  }

  /// The one of an artifact.
  static Optional<Bundle> called(String artifact) {
    return Arrays.stream(values()).filter(one -> one.artifact.equals(artifact)).findFirst();
  }

  /// The folder in the jar.
  String folder(Platform platform) {
    return "org/bytedeco/%s/%s/".formatted(artifact, platform.classifier());
  }

  /// The library's name.
  String library(Platform platform) {
    return switch (platform.system()) {
      case LINUX -> linux;
      case MAC -> mac;
      case WINDOWS -> windows;
    };
  }

  /// What a person would call it.
  String title(Platform platform) {
    return "org.bytedeco:%s:%s on the class path".formatted(artifact, platform.classifier());
  }
}
