package jacobi.models.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacobi.models.data.TextFile;
import jacobi.models.io.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerTest {
  @TempDir Path folder;

  @Test
  void charactersAreNumberedByTheirPlaceInTheAlphabet() {
    CharTokenizer tokenizer = CharTokenizer.of("banana 👋\n");
    assertEquals("\n abn👋", tokenizer.alphabet());
    assertEquals(6, tokenizer.size());
    assertArrayEquals(new int[] {3, 2, 4, 5, 0}, tokenizer.encode("ban👋\n"));
    assertEquals("ban👋\n", tokenizer.decode(new int[] {3, 2, 4, 5, 0}));
    assertArrayEquals(new int[0], tokenizer.encode(""));
  }

  @Test
  void charactersOutsideTheAlphabetAreNamed() {
    CharTokenizer tokenizer = CharTokenizer.of("abc");
    var wrong = assertThrows(TextException.class, () -> tokenizer.encode("abx"));
    assertTrue(wrong.getMessage().contains("no 'x' (U+0078)"), wrong.getMessage());
    assertThrows(TextException.class, () -> tokenizer.decode(new int[] {3}));
    assertThrows(TextException.class, () -> tokenizer.decode(new int[] {-1}));
    assertThrows(TextException.class, () -> new CharTokenizer("ba"));
    assertThrows(TextException.class, () -> new CharTokenizer("aa"));
  }

  /// A vocabulary of all bytes and the given pieces after them.
  private BytePairTokenizer read(String merges, String... pieces) throws IOException {
    var json = new StringBuilder("{");
    var alphabet = new ByteAlphabet();
    for (int i = 0; i < 256; i++) {
      json.append("\"\\u%04x\": %d, ".formatted((int) alphabet.shown((byte) i), i));
    }
    for (int i = 0; i < pieces.length; i++) {
      json.append("\"%s\": %d, ".formatted(pieces[i], 256 + i));
    }
    json.setLength(json.length() - 2);
    Path encoder = folder.resolve("encoder.json");
    Path vocabulary = folder.resolve("vocab.bpe");
    Files.writeString(encoder, json.append('}'));
    Files.writeString(vocabulary, merges);
    return BytePairTokenizer.read(encoder, vocabulary);
  }

  @Test
  void whatWasLearnedFirstIsMergedFirst() throws IOException {
    String merges = "#version: 0.2\nb c\na b\nab ab\n";
    BytePairTokenizer tokenizer = read(merges, "bc", "ab", "abab");
    assertArrayEquals(new int[] {'a', 256}, tokenizer.encode("abc"));
    assertArrayEquals(new int[] {258, 257}, tokenizer.encode("ababab"));
    assertArrayEquals(new int[] {258, 'a', 256}, tokenizer.encode("abababc"));
    assertArrayEquals(new int[] {257, ' ', 257}, tokenizer.encode("ab ab"));
    assertEquals("ab ab", tokenizer.decode(new int[] {257, ' ', 257}));
  }

  @Test
  void everyByteComesBack() throws IOException {
    BytePairTokenizer tokenizer = read("#version: 0.2\n");
    String text = "Ünïcode 你好 👋\u0000\u007f\u00ad\r\n";
    assertEquals(text, tokenizer.decode(tokenizer.encode(text)));
    assertEquals("\ufffd", tokenizer.decode(new int[] {0xC3}));
    assertThrows(TextException.class, () -> tokenizer.decode(new int[] {256}));
  }

  @Test
  void damagedVocabulariesAreNamed() throws IOException {
    assertThrows(FileException.class, () -> read("a  b\n", "ab"));
    var wrong = assertThrows(FileException.class, () -> read("#version\na b\na c\n", "ab"));
    assertTrue(wrong.getMessage().contains("vocab.bpe, line 3"), wrong.getMessage());
    Path encoder = folder.resolve("encoder.json");
    for (String json : new String[] {"{\"a\": 0}", "{\"a\": 1}", "{\"a\": \"b\"}", "[", "{\"a"}) {
      Files.writeString(encoder, json);
      wrong =
          assertThrows(
              FileException.class,
              () -> BytePairTokenizer.read(encoder, folder.resolve("vocab.bpe")));
      assertTrue(wrong.getMessage().contains("encoder.json"), wrong.getMessage());
    }
  }

  /// Expected numbers from OpenAI's own encoder.
  @Test
  void gpt2TokensAreThoseOfItsOwnEncoder() {
    Path data = Path.of(System.getProperty("jacobi.data", ""));
    Path encoder = data.resolve("interchange/gpt2-encoder.json");
    assumeTrue(
        !data.toString().isEmpty() && Files.exists(encoder),
        "no GPT-2 vocabulary: give its folder by -Djacobi.data=DIR");
    BytePairTokenizer tokenizer =
        BytePairTokenizer.read(encoder, data.resolve("interchange/gpt2-vocab.bpe"));
    assertEquals(50_257, tokenizer.size());
    assertArrayEquals(new int[] {15496, 11, 995, 0}, tokenizer.encode("Hello, world!"));
    String odd = "I've   got 1024 of them,\n\n  haven't you? It's über—naïve 你好 👋🌍 \t\r\n end  ";
    int[] expected = {
      40, 1053, 220, 220, 1392, 28119, 286, 606, 11, 628, 220, 4398, 470, 345, 30, 632, 338, 6184,
      120, 527, 960, 2616, 38776, 220, 19526, 254, 25001, 121, 50169, 233, 8582, 234, 235, 220, 197,
      201, 198, 886, 220, 220
    };
    assertArrayEquals(expected, tokenizer.encode(odd));
    assertEquals(odd, tokenizer.decode(expected));
    int[] spaces = {62, 87, 62, 220, 1849, 88, 5099, 222, 89};
    assertArrayEquals(spaces, tokenizer.encode("_x_ \u00a0y\u3000z"));
    assertEquals("<|endoftext|>", tokenizer.decode(new int[] {50256}));
    Path plays = data.resolve("tinyshakespeare/input.txt");
    if (Files.exists(plays)) {
      String text = TextFile.read(plays);
      int[] tokens = tokenizer.encode(text);
      assertEquals(338_025, tokens.length);
      long sum = 0;
      for (int i = 0; i < tokens.length; i++) {
        sum += (i + 1L) * tokens[i];
      }
      assertEquals(864_505_947L, sum % 1_000_000_007L);
      assertEquals(text, tokenizer.decode(tokens));
    }
  }
}
