package jacobi.models.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Reads an [ImageSet] from a folder that has the four files of the MNIST layout.
public final class ImageFolder {
  private ImageFolder() {}

  /// Reads the four files of `folder`, each of them plain or with `.gz` at its end.
  ///
  /// MNIST and Fashion-MNIST are recognized by their content and get their class names; the classes
  /// of other sets are named by number.
  ///
  /// @throws DataException if files are missing (all of them are named), damaged, or do not fit
  public static ImageSet read(Path folder) {
    Map<ImageFile, Path> paths = find(folder);
    var content = new EnumMap<ImageFile, Idx>(ImageFile.class);
    paths.forEach((file, path) -> content.put(file, Idx.read(path)));
    var known = KnownImages.recognize(ImageFile.TEST_LABELS, of(content, ImageFile.TEST_LABELS));
    Images train = split(ImageFile.TRAIN_IMAGES, ImageFile.TRAIN_LABELS, paths, content);
    Images test = split(ImageFile.TEST_IMAGES, ImageFile.TEST_LABELS, paths, content);
    if (known != null) {
      return new ImageSet(known.title(), known.classes(), train, test);
    }
    return new ImageSet("images of " + folder, numbers(train, test), train, test);
  }

  private static Map<ImageFile, Path> find(Path folder) {
    var found = new EnumMap<ImageFile, Path>(ImageFile.class);
    var missing = new ArrayList<String>();
    for (var file : ImageFile.values()) {
      Path plain = folder.resolve(file.fileName());
      Path zipped = folder.resolve(file.zippedName());
      if (Files.isRegularFile(plain)) {
        found.put(file, plain);
      } else if (Files.isRegularFile(zipped)) {
        found.put(file, zipped);
      } else {
        missing.add(file.fileName());
      }
    }
    if (!missing.isEmpty()) {
      String where = Files.isDirectory(folder) ? "" : " (there is no such folder)";
      throw new DataException(
          "missing in %s%s: %s; each may end in .gz"
              .formatted(folder, where, String.join(", ", missing)));
    }
    return found;
  }

  private static Images split(
      ImageFile images, ImageFile labels, Map<ImageFile, Path> paths, Map<ImageFile, Idx> content) {
    Idx pixels = of(content, images);
    Idx classes = of(content, labels);
    expectRank(3, pixels, of(paths, images));
    expectRank(1, classes, of(paths, labels));
    if (!pixels.dims().getFirst().equals(classes.dims().getFirst())) {
      throw new DataException(
          "%s has %d images, %s has %d labels"
              .formatted(
                  paths.get(images), pixels.dims().getFirst(),
                  paths.get(labels), classes.dims().getFirst()));
    }
    byte[] values = classes.values();
    int[] numbers = IntStream.range(0, values.length).map(i -> values[i] & 0xff).toArray();
    return new Images(pixels.dims().get(1), pixels.dims().get(2), pixels.values(), numbers);
  }

  /// [#find] refuses a folder that lacks one of the four.
  private static <T> T of(Map<ImageFile, T> files, ImageFile file) {
    return Objects.requireNonNull(files.get(file), file.fileName());
  }

  private static void expectRank(int rank, Idx idx, Path path) {
    if (idx.dims().size() != rank) {
      throw new DataException(
          "%s: an array of %s, wanted %d dimensions".formatted(path, idx.describe(), rank));
    }
  }

  private static List<String> numbers(Images train, Images test) {
    int largest =
        IntStream.concat(IntStream.of(train.labels()), IntStream.of(test.labels())).max().orElse(0);
    return IntStream.rangeClosed(0, largest).mapToObj(Integer::toString).toList();
  }
}
