package jacobi.models.audio;

import jacobi.models.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A recording: one or two channels of samples from −1 to 1.
///
/// ```
/// "RIFF" size "WAVE" | chunks: four letters, length, content, a byte of padding if it is odd
/// "fmt "  format (1 integers, 3 floats, 0xfffe says it later) | channels | rate | … | bits
/// "data"  samples, the channels taking turns, little endian; 8 bits unsigned, else signed
/// ```
///
/// Integers of 8, 16, 24 and 32 bits and floats of 32 and 64 are read; an integer of `b` bits is
/// divided by `2^(b−1)`.
///
/// Source: IBM and Microsoft, *Multimedia programming interface and data specifications 1.0*, 1991.
///
/// @param rate samples a second
/// @param channels the samples of each channel
@SuppressWarnings("ArrayRecordComponent") // Too large to copy, and nobody compares two recordings.
public record Wav(int rate, float[][] channels) {
  /// No longer file is read: 50 minutes of music.
  public static final int MAX_BYTES = 1 << 29;

  private static final int RIFF = 0x46464952;
  private static final int WAVE = 0x45564157;
  private static final int FORMAT = 0x20746d66;
  private static final int DATA = 0x61746164;
  private static final int INTEGERS = 1;
  private static final int FLOATS = 3;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int MAX_RATE = 768_000;

  /// Checks that there are samples of as many moments for each channel.
  ///
  /// @throws DataException if the rate is not positive, there are no channels, or they differ
  public Wav {
    if (rate < 1 || channels.length == 0) {
      throw new DataException(
          "%d channels of %d samples a second are no sound".formatted(channels.length, rate));
    }
    for (float[] channel : channels) {
      if (channel.length != channels[0].length) {
        throw new DataException("the channels have different lengths");
      }
    }
  }

  /// Reads a file.
  ///
  /// @throws DataException if it cannot be read, or is not what it claims to be
  public static Wav read(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new DataException("%s: %d bytes are too many".formatted(file, size));
      }
      return parse(Files.readAllBytes(file), file.toString());
    } catch (IOException failed) {
      throw new DataException("%s: cannot be read: %s".formatted(file, failed), failed);
    } catch (OutOfMemoryError full) {
      throw new DataException("%s: does not fit on the heap: raise -Xmx".formatted(file), full);
    }
  }

  /// Reads the content of a file; `name` is for messages.
  ///
  /// @throws DataException if it is not what it claims to be
  public static Wav parse(byte[] content, String name) {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < 12 || file.getInt(0) != RIFF || file.getInt(8) != WAVE) {
      throw new DataException(
          "%s: no WAV file, it does not begin with RIFF … WAVE".formatted(name));
    }
    file.position(12);
    Format format = null;
    while (file.remaining() >= 8) {
      int kind = file.getInt();
      int length = file.getInt();
      if (length < 0 || length > file.remaining()) {
        throw new DataException(
            "%s: truncated: a chunk of %d bytes, %d are left"
                .formatted(name, length & 0xffffffffL, file.remaining()));
      }
      ByteBuffer chunk = file.slice(file.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      if (kind == FORMAT) {
        format = Format.of(chunk, name);
      } else if (kind == DATA) {
        return samples(chunk, format, name);
      }
      file.position(Math.min(file.limit(), file.position() + length + length % 2));
    }
    throw new DataException("%s: truncated: it has no samples".formatted(name));
  }

  private record Format(boolean floats, int channels, int rate, int bytes) {
    static Format of(ByteBuffer chunk, String name) {
      if (chunk.remaining() < 16) {
        throw new DataException("%s: its format has %d bytes".formatted(name, chunk.remaining()));
      }
      int code = chunk.getShort(0) & 0xffff;
      if (code == EXTENSIBLE && chunk.remaining() >= 26) {
        code = chunk.getShort(24) & 0xffff;
      }
      int channels = chunk.getShort(2) & 0xffff;
      int rate = chunk.getInt(4);
      int bits = chunk.getShort(14) & 0xffff;
      boolean known =
          (code == INTEGERS && (bits == 8 || bits == 16 || bits == 24 || bits == 32))
              || (code == FLOATS && (bits == 32 || bits == 64));
      if (!known || channels < 1 || channels > 2 || rate < 1 || rate > MAX_RATE) {
        throw new DataException(
            ("%s: format %d, %d bits, %d channels, %d samples a second; wanted integers (1) of 8,"
                    + " 16, 24 or 32 bits or floats (3) of 32 or 64, one or two channels")
                .formatted(name, code, bits, channels, rate & 0xffffffffL));
      }
      if ((chunk.getShort(12) & 0xffff) != channels * bits / 8) {
        throw new DataException(
            "%s: %d bytes for %d channels of %d bits"
                .formatted(name, chunk.getShort(12) & 0xffff, channels, bits));
      }
      return new Format(code == FLOATS, channels, rate, bits / 8);
    }

    float sample(ByteBuffer from, int at) {
      if (floats) {
        return bytes == 4 ? from.getFloat(at) : (float) from.getDouble(at);
      }
      return switch (bytes) {
        case 1 -> ((from.get(at) & 0xff) - 128) / 0x1p7f;
        case 2 -> from.getShort(at) / 0x1p15f;
        case 3 -> ((from.getShort(at) & 0xffff) | (from.get(at + 2) << 16)) / 0x1p23f;
        default -> from.getInt(at) / 0x1p31f;
      };
    }
  }

  private static Wav samples(ByteBuffer chunk, @Nullable Format format, String name) {
    if (format == null) {
      throw new DataException("%s: samples before their format".formatted(name));
    }
    int frame = format.channels * format.bytes;
    if (chunk.remaining() % frame != 0) {
      throw new DataException(
          "%s: truncated: %d bytes, %d a moment".formatted(name, chunk.remaining(), frame));
    }
    float[][] channels = new float[format.channels][chunk.remaining() / frame];
    for (int c = 0; c < channels.length; c++) {
      for (int i = 0; i < channels[c].length; i++) {
        channels[c][i] = format.sample(chunk, i * frame + c * format.bytes);
      }
    }
    return new Wav(format.rate, channels);
  }

  /// How many samples each channel has.
  public int length() {
    return channels[0].length;
  }

  /// The mean of the channels.
  public float[] mono() {
    float[] mean = channels[0].clone();
    for (int c = 1; c < channels.length; c++) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += channels[c][i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= channels.length;
    }
    return mean;
  }
}
