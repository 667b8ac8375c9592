package jacobi.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The golden keys make sure that no release gives a saved experiment other numbers.
class SeedTest {
  @Test
  void keysNeverChange() {
    assertEquals(1090714717663537206L, Seed.of(0).key());
    assertEquals(8783209677286612955L, Seed.of(42).key());
    assertEquals(6157145479729774581L, Seed.of(42).at("hidden").key());
    assertEquals(3765861195117055960L, Seed.of(42).at(7).key());
  }

  @Test
  void partsOfDifferentNamesDiffer() {
    Seed seed = Seed.of(1);
    assertNotEquals(seed.at("ab"), seed.at("ba"));
    assertNotEquals(seed.at("a").at("b"), seed.at("ab"));
    assertNotEquals(seed.at(""), seed);
    assertNotEquals(seed.at(0), seed);
    assertNotEquals(seed.at("a"), Seed.of(2).at("a"));
  }

  @Test
  void theSamePathGivesTheSameSeed() {
    assertEquals(Seed.of(3).at("layer").at(4), Seed.of(3).at("layer").at(4));
  }

  @Test
  void tenThousandPartsDoNotCollide() {
    Set<Long> keys = new HashSet<>();
    for (int i = 0; i < 5000; i++) {
      keys.add(Seed.of(i).key());
      keys.add(Seed.of(1).at(i).key());
    }
    assertEquals(10_000, keys.size());
  }
}
