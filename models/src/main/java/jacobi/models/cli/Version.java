package jacobi.models.cli;

import picocli.CommandLine.IVersionProvider;

/// The version of this build, from the jar or the module.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    var module = Version.class.getModule();
    String version = Version.class.getPackage().getImplementationVersion();
    if (version == null && module.getDescriptor() != null) {
      version = module.getDescriptor().rawVersion().orElse(null);
    }
    return new String[] {"jacobi " + (version == null ? "(development)" : version)};
  }
}
