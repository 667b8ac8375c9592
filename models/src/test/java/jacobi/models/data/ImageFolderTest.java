package jacobi.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir Path folder;

  @BeforeEach
  void threeAndTwoTinyImages() throws IOException {
    put(ImageFile.TRAIN_IMAGES, IdxTest.file(8, 12, 3, 2, 2));
    put(ImageFile.TRAIN_LABELS, IdxTest.file(8, 3, 3));
    Files.write(
        folder.resolve(ImageFile.TEST_IMAGES.zippedName()),
        IdxTest.zipped(IdxTest.file(8, 8, 2, 2, 2)));
    put(ImageFile.TEST_LABELS, IdxTest.file(8, 2, 2));
  }

  private void put(ImageFile file, byte[] content) throws IOException {
    Files.write(folder.resolve(file.fileName()), content);
  }

  @Test
  void fourFilesPlainOrCompressedMakeASet() {
    ImageSet set = ImageFolder.read(folder);
    assertEquals(3, set.train().count());
    assertEquals(2, set.test().count());
    assertEquals(List.of("0", "1", "2"), set.classes());
    assertArrayEquals(new int[] {0, 1, 2}, set.train().labels());
    assertArrayEquals(
        new float[] {4 / 255f, 5 / 255f, 6 / 255f, 7 / 255f}, set.train().brightness(1), 1e-7f);
  }

  @Test
  void allMissingFilesAreNamedAtOnce() throws IOException {
    Files.delete(folder.resolve(ImageFile.TRAIN_IMAGES.fileName()));
    Files.delete(folder.resolve(ImageFile.TEST_LABELS.fileName()));
    String message = assertThrows(DataException.class, () -> ImageFolder.read(folder)).getMessage();
    assertTrue(message.contains("train-images-idx3-ubyte"), message);
    assertTrue(message.contains("t10k-labels-idx1-ubyte"), message);
    assertTrue(!message.contains("train-labels"), message);
  }

  @Test
  void countsThatDifferAreRefused() throws IOException {
    put(ImageFile.TRAIN_LABELS, IdxTest.file(8, 4, 4));
    String message = assertThrows(DataException.class, () -> ImageFolder.read(folder)).getMessage();
    assertTrue(message.contains("3 images") && message.contains("4 labels"), message);
  }

  @Test
  void wrongRanksAndSizesAreRefused() throws IOException {
    put(ImageFile.TRAIN_LABELS, IdxTest.file(8, 3, 3, 1));
    assertThrows(DataException.class, () -> ImageFolder.read(folder));
    put(ImageFile.TRAIN_LABELS, IdxTest.file(8, 3, 3));
    put(ImageFile.TRAIN_IMAGES, IdxTest.file(8, 12, 3, 4, 1));
    assertThrows(DataException.class, () -> ImageFolder.read(folder));
    put(ImageFile.TRAIN_IMAGES, IdxTest.file(8, 0, 3, 0, 4));
    assertThrows(DataException.class, () -> ImageFolder.read(folder));
  }

  @Test
  void labelsWithoutAClassAreRefused() {
    Images images = new Images(1, 1, new byte[2], new int[] {0, 2});
    assertThrows(DataException.class, () -> new ImageSet("x", List.of("a", "b"), images, images));
  }
}
