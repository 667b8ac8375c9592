package jacobi.models.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The public image sets that are recognized by their content and can be fetched on request.
///
/// The hashes are of the inflated files, so it does not matter who compressed them.
public enum KnownImages {
  /// Handwritten digits, by Yann LeCun, Corinna Cortes and Christopher Burges.
  MNIST(
      "MNIST handwritten digits",
      "https://ossci-datasets.s3.amazonaws.com/mnist/",
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
      "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
      "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
      "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
      "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),

  /// Articles of clothing, by Han Xiao, Kashif Rasul and Roland Vollgraf (Zalando Research, MIT).
  FASHION_MNIST(
      "Fashion-MNIST articles of clothing",
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
      List.of(
          "t-shirt",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "boot"),
      "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
      "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
      "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
      "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

  private final String title;
  private final String address;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed; its type does not say so.
  private final List<String> classes;

  private final String trainImages;
  private final String trainLabels;
  private final String testImages;
  private final String testLabels;

  KnownImages(
      String title,
      String address,
      List<String> classes,
      String trainImages,
      String trainLabels,
      String testImages,
      String testLabels) {
    this.title = title;
    this.address = address;
    this.classes = classes;
    this.trainImages = trainImages;
    this.trainLabels = trainLabels;
    this.testImages = testImages;
    this.testLabels = testLabels;
  }

  /// What the images are, for people.
  public String title() {
    return title;
  }

  /// The folder on the web that has the four files, compressed.
  public String address() {
    return address;
  }

  /// The name of each class.
  public List<String> classes() {
    return classes;
  }

  /// The SHA-256 of the inflated `file`, in hexadecimal.
  public String hash(ImageFile file) {
    return switch (file) {
      case TRAIN_IMAGES -> trainImages;
      case TRAIN_LABELS -> trainLabels;
      case TEST_IMAGES -> testImages;
      case TEST_LABELS -> testLabels;
    };
  }

  /// The set whose `file` has the given elements, or null if it is none of these.
  static @Nullable KnownImages recognize(ImageFile file, Idx content) {
    String hash = hash(content);
    for (var known : values()) {
      if (known.hash(file).equals(hash)) {
        return known;
      }
    }
    return null;
  }

  /// The SHA-256 of the inflated file that `content` was read from.
  static String hash(Idx content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(content.header());
      return HexFormat.of().formatHex(digest.digest(content.values()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
