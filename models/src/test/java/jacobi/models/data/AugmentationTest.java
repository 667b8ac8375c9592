package jacobi.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.random.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Images are changed a little, and the same way whenever asked.
class AugmentationTest {
  private static final int SIDE = 9;
  private static final Seed SEED = Seed.of(3);

  /// A cross off the middle, twice.
  private static Images images() {
    byte[] pixels = new byte[2 * SIDE * SIDE];
    for (int image = 0; image < 2; image++) {
      for (int i = 2; i < 7; i++) {
        pixels[image * SIDE * SIDE + i * SIDE + 3] = (byte) 255;
        pixels[image * SIDE * SIDE + 4 * SIDE + i - 1] = (byte) 255;
      }
    }
    return new Images(SIDE, SIDE, pixels, new int[2]);
  }

  private static float[] changed(Augmentation how, long epoch, int... indices) {
    return how.apply(images(), SEED, epoch, indices);
  }

  @Test
  void nothingIsAskedAndNothingHappens() {
    float[] plain = images().brightness(0, 1);
    assertArrayEquals(plain, changed(Augmentation.NONE, 1, 0, 1));
    assertArrayEquals(plain, changed(new Augmentation(0, 0, 0, false, 0x1p-40), 1, 0, 1), 1e-9f);
  }

  @Test
  void seedEpochAndNumberNameTheChange() {
    var how = new Augmentation(2, 20, 0.2, true, 0.05);
    float[] both = changed(how, 1, 0, 1);
    assertArrayEquals(Arrays.copyOfRange(both, SIDE * SIDE, 2 * SIDE * SIDE), changed(how, 1, 1));
    assertFalse(Arrays.equals(changed(how, 1, 0), changed(how, 1, 1)));
    assertFalse(Arrays.equals(changed(how, 1, 0), changed(how, 2, 0)));
  }

  @Test
  void halfOfTheImagesAreMirrored() {
    float[] plain = images().brightness(0);
    float[] mirror = new float[plain.length];
    for (int i = 0; i < plain.length; i++) {
      mirror[i] = plain[i / SIDE * SIDE + SIDE - 1 - i % SIDE];
    }
    int mirrored = 0;
    for (int epoch = 0; epoch < 200; epoch++) {
      float[] found = changed(new Augmentation(0, 0, 0, true, 0), epoch, 0);
      boolean is = found[4 * SIDE + 6] != plain[4 * SIDE + 6];
      assertArrayEquals(is ? mirror : plain, found, 1e-6f);
      mirrored += is ? 1 : 0;
    }
    assertTrue(mirrored > 70 && mirrored < 130, mirrored + " of 200");
  }

  @Test
  void shiftsAndTurnsKeepWhatIsInside() {
    float sum = sum(images().brightness(0));
    boolean moved = false;
    for (int epoch = 0; epoch < 20; epoch++) {
      float[] shifted = changed(new Augmentation(1, 0, 0, false, 0), epoch, 0);
      assertEquals(sum, sum(shifted), 1e-3f);
      moved |= !Arrays.equals(shifted, images().brightness(0));
      float[] turned = changed(new Augmentation(0, 90, 0, false, 0), epoch, 0);
      assertEquals(sum, sum(turned), 0.2f * sum);
    }
    assertTrue(moved);
    assertThrows(DataException.class, () -> new Augmentation(-1, 0, 0, false, 0));
    assertThrows(DataException.class, () -> new Augmentation(0, 0, 1, false, 0));
  }

  @Test
  void digitsAreNeverMirroredAndClothesAre() {
    ImageSet digits = Digits.generate(SEED, 10, 10);
    assertFalse(Augmentation.fitting(digits).flip());
    assertTrue(Augmentation.fitting(digits).degrees() > 0);
    assertFalse(Augmentation.fitting(called(KnownImages.MNIST.title(), digits)).flip());
    assertTrue(Augmentation.fitting(called(KnownImages.FASHION_MNIST.title(), digits)).flip());
    assertEquals(
        new Augmentation(1, 0, 0, false, 0), Augmentation.fitting(called("others", digits)));
  }

  private static ImageSet called(String name, ImageSet images) {
    return new ImageSet(name, images.classes(), images.train(), images.test());
  }

  @Test
  void sizesWithoutEndAreRefused() {
    double endless = Double.POSITIVE_INFINITY;
    assertThrows(DataException.class, () -> new Augmentation(endless, 0, 0, false, 0));
    assertThrows(DataException.class, () -> new Augmentation(0, Double.NaN, 0, false, 0));
  }

  private static float sum(float... elements) {
    float sum = 0;
    for (float element : elements) {
      sum += element;
    }
    return sum;
  }
}
