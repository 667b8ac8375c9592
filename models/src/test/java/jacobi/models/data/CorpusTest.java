package jacobi.models.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  @TempDir Path folder;

  @Test
  void theLastTenthIsHeldOut() {
    Corpus corpus = Corpus.of("x", "0123456789".repeat(2));
    assertEquals("012345678901234567", corpus.train());
    assertEquals("89", corpus.validation());
    assertEquals("", Corpus.of("x", "").train());
    assertEquals("👋", Corpus.of("x", "👋").train() + Corpus.of("x", "👋").validation());
    assertEquals("👋", Corpus.of("x", "👋").validation() + Corpus.of("x", "👋").train());
  }

  @Test
  void theEmbeddedTaleIsLongEnoughToLearnFrom() {
    Corpus corpus = Corpus.embedded();
    assertTrue(corpus.train().length() > 3000, corpus.train().length() + " characters");
    assertTrue(corpus.validation().length() > 300, corpus.validation());
  }

  @Test
  void whatIsNoTextOrTooLongIsRefused() throws IOException {
    Path file = folder.resolve("text");
    Files.write(file, new byte[] {'a', (byte) 0xC3});
    var wrong = assertThrows(DataException.class, () -> Corpus.read(file));
    assertTrue(wrong.getMessage().contains("not UTF-8"), wrong.getMessage());
    Files.writeString(file, "four");
    assertEquals("four", TextFile.read(file, 4));
    wrong = assertThrows(DataException.class, () -> TextFile.read(file, 3));
    assertTrue(wrong.getMessage().contains("at most 3 bytes"), wrong.getMessage());
    assertThrows(DataException.class, () -> TextFile.read(folder.resolve("none")));
    assertThrows(DataException.class, () -> TextFile.read(folder));
  }

  @Test
  void knownTextsHaveTheirCustomarySplits() {
    Path data = Path.of(System.getProperty("jacobi.data", ""));
    Path names = data.resolve("names/names.txt");
    Path plays = data.resolve("tinyshakespeare/input.txt");
    assumeTrue(
        !data.toString().isEmpty() && Files.exists(names) && Files.exists(plays),
        "no texts: give their folder by -Djacobi.data=DIR");
    Corpus corpus = Corpus.read(names);
    assertEquals("first names", corpus.name());
    assertEquals(3204, corpus.validation().lines().count());
    assertEquals(32_033 - 3204, corpus.train().lines().count());
    assertTrue(corpus.validation().startsWith("emma\n"));
    assertTrue(corpus.train().startsWith("olivia\n"));
    assertEquals("tiny Shakespeare", Corpus.read(plays).name());
    assertEquals(111_540, Corpus.read(plays).validation().length());
  }
}
