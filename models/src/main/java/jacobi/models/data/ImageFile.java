package jacobi.models.data;

/// The four files of a set in the MNIST layout.
public enum ImageFile {
  /// Pixels to learn from.
  TRAIN_IMAGES("train-images-idx3-ubyte"),
  /// Labels to learn from.
  TRAIN_LABELS("train-labels-idx1-ubyte"),
  /// Pixels to be judged by.
  TEST_IMAGES("t10k-images-idx3-ubyte"),
  /// Labels to be judged by.
  TEST_LABELS("t10k-labels-idx1-ubyte");

  private final String fileName;

  ImageFile(String fileName) {
    this.fileName = fileName;
  }

  /// The name of the file when it is not compressed.
  public String fileName() {
    return fileName;
  }

  /// The name of the file when it is compressed.
  public String zippedName() {
    return fileName + ".gz";
  }
}
