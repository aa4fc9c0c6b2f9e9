import OptCore

extension FlexibleJobShopFamily {
  /// Settings of the generators.
  public var generatorParameters: [ParameterDescription]? {
    [
      ParameterDescription(
        "kind", .choice(ShopRecipe.Kind.allCases.map(\.rawValue)), default: "mix",
        "flexible operations, scheduled starts, or the job shop of Taillard"),
      ParameterDescription(
        "jobs", .integer(1...100_000), default: nil, "number of jobs: 20, of delay 25"),
      ParameterDescription(
        "machines", .integer(1...10_000), default: nil, "number of machines: 10, of delay 25"),
      ParameterDescription(
        "operations", .integer(0...100_000), default: nil,
        "operations of every job: 30, of delay 24 on average, of taillard one for each machine"),
      ParameterDescription(
        "longest", .integer(1...1_000_000), default: "99", "longest duration of mix and taillard"),
      ParameterDescription(
        "breakdowns", .choice(["none"] + ShopRecipe.Breakdowns.allCases.map(\.rawValue)),
        default: "none", "times when machines are down"),
      ParameterDescription(
        "setup-types", .integer(0...100), default: "0",
        "types of jobs between which machines are set up; 0 = no setups"),
      ParameterDescription(
        "due-factor", .real(0...1000), default: "0",
        "due dates as multiples of the work of the job, 0 = none; total tardiness is minimised"),
      ParameterDescription("weighted", .flag, default: "false", "weights uniform on 1...10"),
      ParameterDescription(
        "time-seed", .integer(1...TaillardGenerator.modulus - 1), default: nil,
        "published seed of durations of taillard"),
      ParameterDescription(
        "machine-seed", .integer(1...TaillardGenerator.modulus - 1), default: nil,
        "published seed of orders of taillard"),
    ]
  }

  /// The most alternatives, downtimes or setup times that are drawn.
  private static let largestSize = 20_000_000

  /// A random instance; the recipes are documented at `FlexibleJobShopInstance.random`.
  ///
  /// - Throws: `SolveError.badRequest` when the settings contradict each other or the instance would be too large.
  public func generate(
    _ parameters: ParameterValues, seed: UInt64
  ) throws(SolveError) -> FlexibleJobShopInstance {
    let recipe = try recipe(parameters)
    guard recipe.largestSize <= Self.largestSize else {
      throw .badRequest(
        "the settings allow for \(recipe.largestSize) numbers in one list of the instance,"
          + " expected at most \(Self.largestSize)")
    }
    do {
      return try FlexibleJobShopInstance.random(recipe, seed: seed)
    } catch {
      throw .badRequest(error.description)
    }
  }

  private func recipe(_ parameters: ParameterValues) throws(SolveError) -> ShopRecipe {
    let kind = parameters.text("kind").flatMap(ShopRecipe.Kind.init(rawValue:)) ?? .mix
    let isDelay = kind == .delay
    let machines = parameters.integer("machines") ?? (isDelay ? 25 : 10)
    let standard = kind == .taillard ? machines : isDelay ? 24 : 30
    var recipe = ShopRecipe(
      kind, jobs: parameters.integer("jobs") ?? (isDelay ? 25 : 20), machines: machines,
      operations: parameters.integer("operations") ?? standard)
    recipe.longest = parameters.integer("longest") ?? 99
    recipe.breakdowns = parameters.text("breakdowns").flatMap(
      ShopRecipe.Breakdowns.init(rawValue:))
    recipe.setupTypes = parameters.integer("setup-types") ?? 0
    recipe.dueFactor = parameters.real("due-factor") ?? 0
    recipe.isWeighted = parameters.flag("weighted")
    if kind == .taillard, recipe.operations != machines {
      throw .badRequest(
        "-P operations=\(recipe.operations): kind=taillard has one operation for each machine")
    }
    if isDelay, recipe.dueFactor > 0 {
      throw .badRequest("-P due-factor: kind=delay has scheduled starts instead of due dates")
    }
    if recipe.isWeighted, recipe.dueFactor == 0 {
      throw .badRequest("-P weighted=true: weights need due dates, -P due-factor=F")
    }
    switch (parameters.integer("time-seed"), parameters.integer("machine-seed")) {
    case (nil, nil): break
    case (let time?, let machine?) where kind == .taillard:
      recipe.taillardSeeds = .init(time: time, machine: machine)
    default:
      throw .badRequest("-P time-seed and -P machine-seed belong together, and to kind=taillard")
    }
    return recipe
  }
}
