import OptCore

/// The settings of the method `mip`.
package struct MIPParameters: Sendable, Hashable {
  /// Which inequalities the formulation gets.
  package var formulation = FormulationOptions()
  /// Whether dominance rules out orders, positions and ticks first.
  package var usesFixings = true
  /// Whether prices and the incumbent's cost rule out more, see `LagrangianFixing`.
  package var usesCostFixing = true

  /// The defaults.
  package init() {}

  /// The settings of a request.
  package init(_ values: ParameterValues) {
    formulation.cuts = values.flag("cuts")
    if let word = values.text("valid-inequality"),
      let choice = FormulationOptions.ValidInequality(rawValue: word)
    {
      formulation.validInequality = choice
    }
    usesFixings = values.flag("fixings")
    usesCostFixing = usesFixings && values.flag("cost-fixing")
  }

  /// The settings as they are listed.
  package static let descriptions: [ParameterDescription] = [
    ParameterDescription(
      "cuts", .flag, default: "true",
      "the formulation's own strengthenings: bounds on work and tardiness, pair rows"),
    ParameterDescription(
      "fixings", .flag, default: "true",
      "leave out orders, positions and ticks that dominance rules out; solve stretches apart"),
    ParameterDescription(
      "cost-fixing", .flag, default: "true",
      "rule out more with prices and the incumbent's cost; needs fixings and a warm start"),
    ParameterDescription(
      "valid-inequality",
      .choice(FormulationOptions.ValidInequality.allCases.map(\.rawValue)), default: "none",
      "completion bounds by position for f1"),
    .engineSettings,
  ]
}
