package jacobi.models.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// Grey images of one size, each with a label: one split of an [ImageSet].
///
/// The arrays are shared, not copied: a set of 60,000 images is 47 MB. They are not to be written.
///
/// @param height rows of each image
/// @param width columns of each image
/// @param pixels `[count, height, width]`, row-major, read as `value & 0xff`: 0 is background
/// @param labels `[count]`, the class of each image
@SuppressWarnings("ArrayRecordComponent") // Too large to copy, and nobody compares two splits.
public record Images(int height, int width, byte[] pixels, int[] labels) {
  /// Checks that there are as many images as labels.
  ///
  /// @throws DataException if the counts differ, or a size is not positive
  public Images {
    if (height < 1 || width < 1) {
      throw new DataException("images of %dx%d have no pixels".formatted(height, width));
    }
    if (pixels.length != (long) labels.length * height * width) {
      throw new DataException(
          "%d labels for %d pixels of %dx%d images"
              .formatted(labels.length, pixels.length, height, width));
    }
  }

  /// How many images there are.
  public int count() {
    return labels.length;
  }

  /// How many pixels each image has.
  public int area() {
    return height * width;
  }

  /// The images numbered by `indices`, as brightness from 0 to 1: `[indices.length, area]`.
  public float[] brightness(int... indices) {
    int area = area();
    var out = new float[Math.multiplyExact(indices.length, area)];
    for (int i = 0; i < indices.length; i++) {
      int from = indices[i] * area;
      int to = i * area;
      for (int j = 0; j < area; j++) {
        out[to + j] = (pixels[from + j] & 0xff) * (1 / 255f);
      }
    }
    return out;
  }

  /// The labels of the images numbered by `indices`.
  public int[] labels(int... indices) {
    var out = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      out[i] = labels[indices[i]];
    }
    return out;
  }

  /// One more than the greatest label.
  public int classes() {
    return Arrays.stream(labels).max().orElse(-1) + 1;
  }

  /// The first `count` images, or all if there are fewer.
  public Images first(int count) {
    return range(0, Math.min(count, count()));
  }

  /// The images `from … to − 1`.
  public Images range(int from, int to) {
    Objects.checkFromToIndex(from, to, count());
    return new Images(
        height,
        width,
        Arrays.copyOfRange(pixels, from * area(), to * area()),
        Arrays.copyOfRange(labels, from, to));
  }

  /// The images numbered by `indices`, copied.
  public Images at(int... indices) {
    byte[] copy = new byte[Math.multiplyExact(indices.length, area())];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(pixels, indices[i] * area(), copy, i * area(), area());
    }
    return new Images(height, width, copy, labels(indices));
  }

  /// A hash of the pixels, their order and the labels (SHA-256, hexadecimal): equal for equal
  /// images.
  public String fingerprint() {
    MessageDigest digest = sha256();
    ByteBuffer numbers = ByteBuffer.allocate(4 * (labels.length + 2)).putInt(height).putInt(width);
    for (int label : labels) {
      numbers.putInt(label);
    }
    digest.update(numbers.flip());
    return HexFormat.of().formatHex(digest.digest(pixels));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new DataException("this Java runtime has no SHA-256", missing);
    }
  }
}
