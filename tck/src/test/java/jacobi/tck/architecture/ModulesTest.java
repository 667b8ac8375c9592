package jacobi.tck.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the modules show, and whom they ask for.
class ModulesTest {
  @ParameterizedTest
  @ValueSource(strings = {"backend-cpu", "backend-opencl", "backend-native"})
  void aBackendExportsNothingToEverybody(String artifact) {
    assertEquals(Set.of(), shown(module(artifact)));
  }

  @Test
  void theApiShowsNeitherItsRulesNorItsGraphsNorItsRuntime() {
    Set<String> hidden = new TreeSet<>(module("api").packages());
    hidden.removeAll(shown(module("api")));
    assertEquals(Set.of("jacobi.rules", "jacobi.graph", "jacobi.runtime"), hidden);
  }

  @Test
  void theApiAsksForNothingButTheJdk() {
    assertEquals(Set.of("java.base"), needed(module("api")));
  }

  @Test
  void modelsAskForTheApiAndNoBackend() {
    assertEquals(Set.of("jacobi.api"), ours(module("models")));
  }

  @Test
  void theKitAsksForTheApiAndNoBackend() {
    assertEquals(Set.of("jacobi.api"), ours(module("tck")));
    assertEquals(Set.of("info.picocli", "jacobi.api", "java.base"), needed(module("tck")));
  }

  @Test
  void backendsAskForTheApiAndTheNativeOneForTheCpu() {
    assertEquals(Set.of("jacobi.api"), ours(module("backend-cpu")));
    assertEquals(Set.of("jacobi.api"), ours(module("backend-opencl")));
    assertEquals(Set.of("jacobi.api", "jacobi.backend.cpu"), ours(module("backend-native")));
  }

  @Test
  void aModuleThatShowsAndAsksForTooMuchIsSeen() {
    var planted =
        ModuleDescriptor.newModule("jacobi.planted")
            .requires("jacobi.backend.cpu")
            .requires("java.desktop")
            .exports("planted.open")
            .exports("planted.kept", Set.of("jacobi.tck"))
            .opens("planted.opened")
            .build();
    assertEquals(Set.of("planted.open", "planted.opened"), shown(planted));
    assertEquals(Set.of("jacobi.backend.cpu", "java.base", "java.desktop"), needed(planted));
    assertEquals(Set.of("jacobi.backend.cpu"), ours(planted));
  }

  /// The packages that everybody may use.
  private static Set<String> shown(ModuleDescriptor module) {
    Set<String> shown = new TreeSet<>();
    for (ModuleDescriptor.Exports exports : module.exports()) {
      if (!exports.isQualified()) {
        shown.add(exports.source());
      }
    }
    for (ModuleDescriptor.Opens opens : module.opens()) {
      if (!opens.isQualified()) {
        shown.add(opens.source());
      }
    }
    return shown;
  }

  /// The modules without which it does not run.
  private static Set<String> needed(ModuleDescriptor module) {
    return module.requires().stream()
        .filter(other -> !other.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
        .map(ModuleDescriptor.Requires::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> ours(ModuleDescriptor module) {
    Set<String> needed = needed(module);
    needed.removeIf(name -> !name.startsWith("jacobi."));
    return needed;
  }

  /// A jar when jars were built, else a folder of classes; both hold a descriptor.
  private static ModuleDescriptor module(String artifact) {
    Path path = Path.of(System.getProperty("jacobi.path." + artifact));
    List<ModuleDescriptor> found =
        ModuleFinder.of(path).findAll().stream().map(ModuleReference::descriptor).toList();
    assertEquals(1, found.size(), path.toString());
    assertFalse(found.getFirst().isAutomatic(), "no module descriptor in " + path);
    return found.getFirst();
  }
}
