/// Models of text: tokenizers, a transformer and an LSTM over characters, their training and what
/// they write.
@NullMarked
package jacobi.models.text;

import org.jspecify.annotations.NullMarked;
