package jacobi.backend.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.spi.ProbeContext;
import jacobi.spi.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Presets of the product for GPUs are right, are measured when that is asked for, and the choice
/// stays.
class TunerTest {
  @TempDir private Path folder;

  @Test
  void everyPresetThatFitsIsRightAndTheChoiceStays() {
    OpenClDevice device = Present.device().asGpu();
    var tuner = new Tuner(device, null, 150);
    Map<Blocks, Long> times = tuner.measure();
    var fit = new HashSet<>(Blocks.PRESETS);
    fit.removeIf(each -> each.localMemory() > device.localMemory());
    assertEquals(fit, times.keySet(), "one was wrong, or did not build");
    Path file = folder.resolve("choice");
    Blocks best = Choices.tuned(tuner, device, file);
    assertEquals(best, Choices.kept(file));
  }

  @Test
  void whatIsNoPresetIsNotTaken() throws IOException {
    Path file = folder.resolve("choice");
    assertEquals(Blocks.STANDARD, Choices.kept(file));
    Files.writeString(file, "blocks 128x8\n");
    assertEquals(new Blocks(128, 8), Choices.kept(file));
    for (String other : new String[] {"", "blocks 4096x4096\n", "blocks 128x8\nand more\n"}) {
      Files.writeString(file, other);
      assertEquals(Blocks.STANDARD, Choices.kept(file), other);
    }
  }

  @Test
  void settingsAreChecked() {
    var on = new ProbeContext(Map.of("jacobi.opencl.tune", "on"));
    var nowhere = assertThrows(SettingException.class, () -> new Choices(on, null));
    assertTrue(String.valueOf(nowhere.getMessage()).contains("jacobi.opencl.cache"));
    var other = new ProbeContext(Map.of("jacobi.opencl.tune", "yes"));
    assertThrows(SettingException.class, () -> new Choices(other, folder));
  }

  @Test
  void allPresetsButOneFitWhatEveryDeviceHas() {
    long fit = Blocks.PRESETS.stream().filter(each -> each.localMemory() <= 32 << 10).count();
    assertEquals(Blocks.PRESETS.size() - 1, fit);
  }
}
