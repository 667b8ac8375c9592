/// Sound as data: [Wav][jacobi.models.audio.Wav] reads recordings,
/// [LogMel][jacobi.models.audio.LogMel] makes them into what networks learn from,
/// [SpokenDigits][jacobi.models.audio.SpokenDigits] reads a whole data set.
///
/// Files are not trusted: every length is checked against a bound before memory is taken for it,
/// and whatever does not fit ends in a [jacobi.models.data.DataException].
@NullMarked
package jacobi.models.audio;

import org.jspecify.annotations.NullMarked;
