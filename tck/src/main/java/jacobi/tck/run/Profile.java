package jacobi.tck.run;

import jacobi.tck.spec.Category;
import java.util.EnumSet;
import java.util.Set;

/// What a backend may call itself; all or nothing.
public enum Profile {
  /// Ops and first gradients.
  CORE,
  /// What training needs.
  TRAINING,
  /// All but measurements of time.
  FULL;

  /// What it is about.
  public Set<Category> categories() {
    EnumSet<Category> left =
        switch (this) {
          case CORE ->
              EnumSet.of(
                  Category.C13,
                  Category.C14,
                  Category.C18,
                  Category.C22,
                  Category.C24,
                  Category.C25,
                  Category.C26,
                  Category.C29,
                  Category.C30,
                  Category.C31);
          case TRAINING -> EnumSet.of(Category.C14, Category.C22, Category.C29);
          case FULL -> EnumSet.of(Category.C29);
        };
    return EnumSet.complementOf(left);
  }
}
