import OptCore

/// The `-P` settings of methods that use an engine.
enum LoopParameters {
  /// The one interval that is looked at.
  static let interval = ParameterDescription(
    "interval", .integer(1...LoopInstance.largestNumber), default: nil,
    "look at this initiation interval only; for files of models, default: the least one that bounds leave"
  )

  /// How the formulation structured states dependences.
  static let dependences = ParameterDescription(
    "dependences", .choice(["structured", "plain"]), default: "structured",
    "rows of dependences (structured): one for each row of the kernel, or one")
}
