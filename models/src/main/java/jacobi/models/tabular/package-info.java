/// Classifiers of tables, such as medical measurements: a perceptron, trained with early stopping
/// and judged by cross-validation.
@NullMarked
package jacobi.models.tabular;

import org.jspecify.annotations.NullMarked;
