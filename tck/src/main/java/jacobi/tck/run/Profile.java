package jacobi.tck.run;

import jacobi.tck.spec.Category;
import java.util.EnumSet;
import java.util.Set;

/// What a backend may call itself; all or nothing.
public enum Profile {
  /// Ops and first gradients.
  CORE(
      EnumSet.complementOf(
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
              Category.C31))),
  /// What training needs.
  TRAINING(EnumSet.complementOf(EnumSet.of(Category.C14, Category.C22, Category.C29))),
  /// All but measurements of time.
  FULL(EnumSet.complementOf(EnumSet.of(Category.C29)));

  private final Set<Category> categories;

  Profile(Set<Category> categories) {
    this.categories = Set.copyOf(categories);
  }

  /// What it is about.
  public Set<Category> categories() {
    return categories;
  }
}
