import OptCore

extension SingleMachineFamily {
  /// Settings of the generator of Potts and Van Wassenhove (1982).
  public var generatorParameters: [ParameterDescription]? {
    [
      ParameterDescription(
        "jobs", .integer(0...SingleMachineInstance.largestJobCount), default: "100",
        "number of jobs"),
      ParameterDescription(
        "tf", .real(0...1), default: "0.6", "tardiness factor: about this share of jobs is late"),
      ParameterDescription("rdd", .real(0...2), default: "0.2", "relative range of due dates"),
      ParameterDescription(
        "durations", .choice(SingleMachineInstance.Recipe.Durations.allCases.map(\.rawValue)),
        default: "uniform", "uniform on 1...100, or normal with mean 60 and deviation 20"),
      ParameterDescription("weighted", .flag, default: "false", "weights uniform on 1...10"),
      ParameterDescription("clamp", .flag, default: "true", "negative due dates become 0"),
    ]
  }

  /// A random instance; the recipe is documented at `SingleMachineInstance.random`.
  ///
  /// - Throws: `SolveError.badRequest` when the drawn numbers are too large.
  public func generate(
    _ parameters: ParameterValues, seed: UInt64
  ) throws(SolveError) -> SingleMachineInstance {
    var recipe = SingleMachineInstance.Recipe(
      jobs: parameters.integer("jobs") ?? 100, tardinessFactor: parameters.real("tf") ?? 0.6,
      dueDateRange: parameters.real("rdd") ?? 0.2)
    recipe.durations =
      parameters.text("durations").flatMap(SingleMachineInstance.Recipe.Durations.init(rawValue:))
      ?? .uniform
    recipe.isWeighted = parameters.flag("weighted")
    recipe.clampsDueDates = parameters.text("clamp") != "false"
    do {
      return try SingleMachineInstance.random(recipe, seed: seed)
    } catch {
      throw .badRequest(error.description)
    }
  }
}
