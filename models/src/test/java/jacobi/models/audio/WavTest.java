package jacobi.models.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.models.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavTest {
  private static final int RATE = 8000;

  @TempDir Path folder;

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] chunk(String kind, byte[] content) {
    return buffer(8 + content.length + content.length % 2)
        .put(kind.getBytes(StandardCharsets.US_ASCII))
        .putInt(content.length)
        .put(content)
        .array();
  }

  private static byte[] format(int code, int channels, int bits) {
    int frame = channels * bits / 8;
    return buffer(16)
        .putShort((short) code)
        .putShort((short) channels)
        .putInt(RATE)
        .putInt(RATE * frame)
        .putShort((short) frame)
        .putShort((short) bits)
        .array();
  }

  private static byte[] file(byte[]... chunks) {
    int length = Arrays.stream(chunks).mapToInt(chunk -> chunk.length).sum();
    ByteBuffer file = buffer(12 + length).put("RIFF".getBytes(StandardCharsets.US_ASCII));
    file.putInt(4 + length).put("WAVE".getBytes(StandardCharsets.US_ASCII));
    for (byte[] chunk : chunks) {
      file.put(chunk);
    }
    return file.array();
  }

  private static byte[] file(int code, int channels, int bits, byte... samples) {
    return file(chunk("fmt ", format(code, channels, bits)), chunk("data", samples));
  }

  private static float[] mono(int code, int bits, byte... samples) {
    Wav wav = Wav.parse(file(code, 1, bits, samples), "x");
    assertEquals(RATE, wav.rate());
    return wav.channels()[0];
  }

  @Test
  void integersOfEachWidthGoFromMinusOneToOne() {
    byte low = (byte) 0x80;
    byte ones = (byte) 0xff;
    assertArrayEquals(new float[] {-1, 0, 127 / 128f}, mono(1, 8, (byte) 0, low, ones));
    byte[] two = {0, low, 0, 0, ones, ones, ones, 0x7f};
    assertArrayEquals(new float[] {-1, 0, -1 / 32768f, 32767 / 32768f}, mono(1, 16, two));
    byte[] three = {0, 0, low, ones, ones, ones, 1, 0, 0, 0, low, 0x40};
    float least = 1 / 8_388_608f;
    assertArrayEquals(new float[] {-1, -least, least, 0.5f + 32_768 * least}, mono(1, 24, three));
    byte[] four = {0, 0, 0, low, 0, 0, 0, 0x40};
    assertArrayEquals(new float[] {-1, 0.5f}, mono(1, 32, four));
  }

  @Test
  void floatsAreTakenAsTheyAre() {
    assertArrayEquals(
        new float[] {0.25f, -1.5f}, mono(3, 32, buffer(8).putFloat(0.25f).putFloat(-1.5f).array()));
    assertArrayEquals(
        new float[] {0.25f, -1.5f},
        mono(3, 64, buffer(16).putDouble(0.25).putDouble(-1.5).array()));
  }

  @Test
  void channelsTakeTurnsAndHaveAMean() {
    Wav wav = Wav.parse(file(1, 2, 16, new byte[] {0, 0x40, 0, 0, 0, 0x20, 0, 0x20}), "x");
    assertArrayEquals(new float[] {0.5f, 0.25f}, wav.channels()[0]);
    assertArrayEquals(new float[] {0, 0.25f}, wav.channels()[1]);
    assertArrayEquals(new float[] {0.25f, 0.25f}, wav.mono());
    assertEquals(2, wav.length());
  }

  @Test
  void extensibleFormatsAndOtherChunksAreRead() {
    byte[] extensible =
        buffer(40)
            .put(format(0xfffe, 1, 16))
            .putShort((short) 22)
            .putShort((short) 16)
            .putInt(4)
            .putShort((short) 1)
            .array();
    byte[] file =
        file(
            chunk("LIST", new byte[] {1, 2, 3}),
            chunk("fmt ", extensible),
            chunk("data", new byte[] {0, 0x40}));
    assertArrayEquals(new float[] {0.5f}, Wav.parse(file, "x").channels()[0]);
  }

  private static void refused(String why, byte[] file) {
    String text = assertThrows(DataException.class, () -> Wav.parse(file, "n")).getMessage();
    assertTrue(text.startsWith("n: ") && text.contains(why), text);
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] whole = file(1, 2, 16, new byte[8]);
    Wav.parse(whole, "n");
    for (int length = 0; length < whole.length; length++) {
      refused("", Arrays.copyOf(whole, length));
    }
  }

  @Test
  void whatIsNotReadIsSaid() {
    refused("no WAV file", new byte[100]);
    refused("format 1, 12 bits", file(1, 1, 12));
    refused("format 3, 16 bits", file(3, 1, 16));
    refused("format 6, 8 bits", file(6, 1, 8));
    refused("3 channels", file(1, 3, 8));
    refused("0 channels", file(1, 0, 8));
    refused("samples before their format", file(chunk("data", new byte[4])));
    refused("it has no samples", file(chunk("fmt ", format(1, 1, 8))));
    refused("5 bytes, 2 a moment", file(1, 1, 16, new byte[5]));
    byte[] slow = format(1, 1, 8);
    Arrays.fill(slow, 4, 8, (byte) 0);
    refused("0 samples a second", file(chunk("fmt ", slow), chunk("data", new byte[1])));
    byte[] odd = format(1, 1, 16);
    odd[12] = 3;
    refused("3 bytes for 1 channels", file(chunk("fmt ", odd), chunk("data", new byte[2])));
    byte[] huge = file(1, 1, 8, new byte[4]);
    for (int length : new int[] {Integer.MAX_VALUE, -1, 5}) {
      ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putInt(40, length);
      refused("truncated", huge);
    }
  }

  @Test
  void filesThatCannotBeReadAreNamed() throws IOException {
    Path file = folder.resolve("a.wav");
    assertTrue(
        assertThrows(DataException.class, () -> Wav.read(file)).getMessage().contains("a.wav"));
    Files.write(file, file(1, 1, 8, new byte[3]));
    assertEquals(3, Wav.read(file).length());
  }
}
