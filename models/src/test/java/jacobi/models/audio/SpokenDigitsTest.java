package jacobi.models.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacobi.models.audio.SpokenDigits.Recording;
import jacobi.models.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpokenDigitsTest {
  @TempDir Path folder;

  private static byte[] wav(int samples) {
    return ByteBuffer.allocate(44 + 2 * samples)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x46464952)
        .putInt(36 + 2 * samples)
        .putInt(0x45564157)
        .putInt(0x20746d66)
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(8000)
        .putInt(16000)
        .putShort((short) 2)
        .putShort((short) 16)
        .putInt(0x61746164)
        .putInt(2 * samples)
        .array();
  }

  private Path zip(Map<String, byte[]> entries) throws IOException {
    Path file = folder.resolve("digits.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.setLevel(Deflater.NO_COMPRESSION);
      for (var entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    return file;
  }

  private String refused(Path file) {
    String text = assertThrows(DataException.class, () -> SpokenDigits.read(file)).getMessage();
    assertTrue(text.contains(file.toString()), text);
    return text;
  }

  @Test
  void recordingsAreNamedByDigitSpeakerAndIndexWhereverTheyLie() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("README.md", new byte[] {1});
    entries.put("a/7_theo_12.wav", wav(3));
    entries.put("../../0_lucas_4.wav", wav(4));
    entries.put("0_lucas_5.wav", wav(5));
    SpokenDigits digits = SpokenDigits.read(zip(entries));
    assertEquals(List.of(0, 0, 7), digits.recordings().stream().map(Recording::digit).toList());
    assertEquals(
        List.of(4, 5, 3), digits.recordings().stream().map(r -> r.sound().length()).toList());
    assertEquals(List.of(4), digits.test().stream().map(Recording::index).toList());
    assertEquals(List.of(5, 12), digits.train().stream().map(Recording::index).toList());
    assertEquals(Set.of("lucas", "theo"), digits.speakers());
    assertEquals(1, digits.of("theo").size());
    assertEquals(2, digits.without("theo").size());
    try (var left = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("digits.zip")), left.toList());
    }
  }

  @Test
  void zipFilesThatAreNotWhatTheyShouldBeAreRefused() throws IOException {
    assertTrue(refused(folder.resolve("none.zip")).contains("cannot be read"));
    assertTrue(refused(zip(Map.of("a.txt", new byte[3]))).contains("no entry is called like"));
    Map<String, byte[]> twice = new LinkedHashMap<>();
    twice.put("a/1_theo_1.wav", wav(1));
    twice.put("b/1_theo_01.wav", wav(1));
    assertTrue(refused(zip(twice)).contains("there twice"));
    assertTrue(refused(zip(Map.of("1_theo_1.wav", new byte[50]))).contains("1_theo_1.wav: no WAV"));
    assertTrue(refused(zip(Map.of("1_theo_1.wav", new byte[5 << 20]))).contains("longer than"));
  }

  @Test
  void damagedZipFilesAreRefused() throws IOException {
    Path file = zip(Map.of("1_theo_1.wav", wav(100)));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 30));
    assertTrue(refused(file).contains("cannot be read"));
    for (int at = 0; at < whole.length; at++) {
      byte[] bent = whole.clone();
      bent[at] ^= 0x55;
      Files.write(file, bent);
      try {
        SpokenDigits digits = SpokenDigits.read(file);
        Wav sound = digits.recordings().getFirst().sound();
        assertArrayEquals(new float[100], sound.mono(), "byte " + at);
      } catch (DataException refused) {
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
      }
    }
  }

  @Test
  void theDataSetIsReadAsItsAuthorsDescribeIt() {
    String data = System.getProperty("jacobi.data");
    assumeTrue(data != null, "no -Djacobi.data=DIR");
    Path file = Path.of(data, "fsdd", "fsdd-recordings.zip");
    assumeTrue(Files.exists(file), "there is no " + file);
    SpokenDigits digits = SpokenDigits.read(file);
    assertEquals(2700, digits.train().size());
    assertEquals(300, digits.test().size());
    assertEquals(6, digits.speakers().size());
    var mel = LogMel.of(8000, 40);
    for (Recording recording : digits.test()) {
      assertEquals(8000, recording.sound().rate());
      float[] samples = recording.sound().mono();
      assertEquals(mel.frames(samples.length), mel.features(samples).length);
    }
  }
}
