package jacobi.models.text;

import jacobi.models.io.FileException;
import jacobi.models.io.Safetensors;
import jacobi.models.io.Weights;
import jacobi.models.nn.Module;
import jacobi.random.Seed;
import java.nio.file.Path;
import java.util.Map;

/// A network over characters with what it takes to use it.
///
/// @param architecture which kind of network
/// @param alphabet the characters it knows
/// @param sizes how large it is
/// @param network tokens [N, T] → logits [N, T, symbols]
public record LanguageModel(
    Architecture architecture, CharTokenizer alphabet, Sizes sizes, Module network) {

  /// A fresh model.
  ///
  /// @param drop with which probability activations are dropped in training
  public static LanguageModel of(
      Architecture architecture, CharTokenizer alphabet, Sizes sizes, double drop, Seed seed) {
    Module network = architecture.of(alphabet.size(), sizes, drop, seed);
    return new LanguageModel(architecture, alphabet, sizes, network);
  }

  /// Saves the weights; the metadata says the rest.
  ///
  /// @param data what it learned from
  /// @throws FileException if the file cannot be written; an older one is then left as it was
  public void save(Path file, String data) {
    Map<String, String> metadata =
        Map.of(
            "format", "jacobi",
            "model", architecture.id(),
            "alphabet", alphabet.alphabet(),
            "layers", Integer.toString(sizes.layers()),
            "width", Integer.toString(sizes.width()),
            "heads", Integer.toString(sizes.heads()),
            "context", Integer.toString(sizes.context()),
            "data", data);
    Weights.save(network, file, metadata);
  }

  /// Loads what [#save] saved.
  ///
  /// @throws FileException if the file cannot be read, or does not hold a model of text
  public static LanguageModel load(Path file) {
    Safetensors saved = Safetensors.read(file);
    try {
      Map<String, String> metadata = saved.metadata();
      var sizes =
          new Sizes(
              number(metadata, "layers"),
              number(metadata, "width"),
              number(metadata, "heads"),
              number(metadata, "context"));
      var alphabet = new CharTokenizer(text(metadata, "alphabet"));
      Architecture kind = Architecture.named(text(metadata, "model"));
      LanguageModel model = of(kind, alphabet, sizes, 0, Seed.of(0));
      Weights.load(model.network, saved);
      return model;
    } catch (FileException | TextException unfit) {
      throw new FileException("%s: %s".formatted(file, unfit.getMessage()), unfit);
    }
  }

  private static String text(Map<String, String> metadata, String name) {
    String value = metadata.get(name);
    if (value == null) {
      throw new FileException(
          "no model of text: '%s' is missing from its metadata".formatted(name));
    }
    return value;
  }

  private static int number(Map<String, String> metadata, String name) {
    String value = text(metadata, name);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException malformed) {
      throw new FileException("'%s' is no number: %s".formatted(name, value), malformed);
    }
  }
}
