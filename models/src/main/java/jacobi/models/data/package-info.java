/// Data: where examples come from and in which order they are shown.
///
/// An [jacobi.models.data.ImageSet] is a pair of splits, train and test, each of them
/// [jacobi.models.data.Images]: grey pixels and labels in plain arrays. It is read from the four
/// files of MNIST or Fashion-MNIST by [jacobi.models.data.ImageFolder], or drawn stroke by stroke
/// by [jacobi.models.data.Digits], which needs no file at all. [jacobi.models.data.Batches] says
/// which examples make up each step.
///
/// A [jacobi.models.data.Corpus] is a text to learn from and one to be judged by.
///
/// Files are not trusted: every length is checked against a bound before memory is taken for it,
/// and whatever does not fit ends in a [jacobi.models.data.DataException].
@NullMarked
package jacobi.models.data;

import org.jspecify.annotations.NullMarked;
