package jacobi.tck.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoicesTest {
  private static List<Integer> drawn(long seed, String test, int number) {
    Choices choices = Choices.drawn(seed, test, number);
    for (int i = 0; i < 20; i++) {
      choices.below(1000);
    }
    return choices.made();
  }

  @Test
  void aCaseIsAFunctionOfSeedTestAndNumber() {
    assertEquals(drawn(1, "a", 3), drawn(1, "a", 3));
    assertNotEquals(drawn(1, "a", 3), drawn(2, "a", 3));
    assertNotEquals(drawn(1, "a", 3), drawn(1, "b", 3));
    assertNotEquals(drawn(1, "a", 3), drawn(1, "a", 4));
  }

  @Test
  void whatWasDecidedCanBeDecidedAgain() {
    Choices first = Choices.drawn(5, "a", 7);
    List<Integer> made = List.of(first.below(9), first.spread(4), first.below(2));
    Choices again = Choices.given(first.made());
    assertEquals(made, List.of(again.below(9), again.spread(4), again.below(2)));
  }

  @Test
  void missingDecisionsAreTheSimplestAndGreatOnesAreCut() {
    Choices choices = Choices.given(List.of(7));
    assertEquals(3, choices.below(4));
    assertEquals(0, choices.below(4));
  }

  @Test
  void everyMemberAndEveryPairComesWithinAsManyCases() {
    Set<Integer> members = new HashSet<>();
    Set<List<Integer>> pairs = new HashSet<>();
    for (int number = 0; number < 30; number++) {
      Choices choices = Choices.drawn(1, "a", number);
      int one = choices.spread(5);
      if (number < 5) {
        members.add(one);
      }
      pairs.add(new ArrayList<>(List.of(one, choices.spread(6))));
    }
    assertEquals(5, members.size());
    assertEquals(30, pairs.size());
  }
}
