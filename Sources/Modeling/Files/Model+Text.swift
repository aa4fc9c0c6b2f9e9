import OptCore

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

  /// The same as bytes, for a model that a formulation of a family made.
  ///
  /// - Parameter formulation: its identifier, for messages.
  /// - Throws: `SolveError.badRequest` for what the format has no form for; an internal error for a faulty model.
  package func file(
    as fileExtension: String, of formulation: String
  ) throws(SolveError) -> [UInt8] {
    do throws(ModelError) {
      return Array(try text(as: fileExtension).utf8)
    } catch {
      if fault == nil {
        throw .badRequest(
          "formulation \(formulation) cannot be written as .\(fileExtension): \(error)")
      }
      throw .internalError("the model of \(formulation) is faulty: \(error)")
    }
  }
}
