/// The model in the format of a file.
extension Model {
  /// LP, FlatZinc or MPS text.
  ///
  /// - Parameter fileExtension: `lp`, `fzn`, anything else = `mps`.
  /// - Throws: `ModelError` for a faulty model, and what the format has no form for.
  package func text(as fileExtension: String) throws(ModelError) -> String {
    switch fileExtension {
    case "lp": try lpText()
    case "fzn": try flatZincText()
    default: try mpsText()
    }
  }
}
