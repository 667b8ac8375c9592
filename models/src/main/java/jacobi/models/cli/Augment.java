package jacobi.models.cli;

import jacobi.models.data.Augmentation;
import jacobi.models.data.DataException;
import jacobi.models.data.ImageSet;

/// How users say what happens to images: `auto`, `none`, or a list such as
/// `shift=2,flip,rotate=10`.
final class Augment {
  static final String AUTO = "auto";
  static final String NONE = "none";

  private Augment() {}

  /// What a text means for a set of images.
  ///
  /// @throws DataException if the text is malformed, or digits are to be mirrored
  static Augmentation of(String text, ImageSet images) {
    Augmentation wanted = text.equals(AUTO) ? Augmentation.fitting(images) : parse(text);
    if (wanted.flip() && images.isDigits()) {
      throw new DataException("mirrored digits are no digits: leave 'flip' out");
    }
    return wanted;
  }

  /// Refuses what no set could make sense of.
  ///
  /// @throws DataException if the text is malformed
  static void check(String text) {
    if (!text.equals(AUTO)) {
      parse(text);
    }
  }

  private static Augmentation parse(String text) {
    var all = Augmentation.NONE;
    if (text.equals(NONE)) {
      return all;
    }
    for (String part : text.split(",", -1)) {
      all = with(all, part.split("=", 2), text);
    }
    return all;
  }

  private static Augmentation with(Augmentation all, String[] part, String text) {
    boolean flip = all.flip() || part[0].equals("flip");
    if (part[0].equals("flip") && part.length == 1) {
      return new Augmentation(all.shift(), all.degrees(), all.zoom(), flip, all.noise());
    }
    double size = size(part, text);
    return switch (part[0]) {
      case "shift" -> new Augmentation(size, all.degrees(), all.zoom(), flip, all.noise());
      case "rotate" -> new Augmentation(all.shift(), size, all.zoom(), flip, all.noise());
      case "zoom" -> new Augmentation(all.shift(), all.degrees(), size, flip, all.noise());
      case "noise" -> new Augmentation(all.shift(), all.degrees(), all.zoom(), flip, size);
      default -> throw new DataException(wanted(text));
    };
  }

  private static double size(String[] part, String text) {
    try {
      return Double.parseDouble(part[part.length - 1]);
    } catch (NumberFormatException malformed) {
      throw new DataException(wanted(text), malformed);
    }
  }

  private static String wanted(String text) {
    return "augmentation is auto, none, or a list such as"
        + " shift=2,rotate=10,zoom=0.1,noise=0.05,flip;"
        + " not '%s'".formatted(text);
  }
}
