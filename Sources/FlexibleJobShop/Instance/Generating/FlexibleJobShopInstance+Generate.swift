import OptCore

extension FlexibleJobShopInstance {
  /// Draws a random instance; conditions have a stream of their own, so that they leave jobs and durations as they are.
  ///
  /// `mix`: for every operation in turn the number of its machines, uniform on 1...m, then the machines without replacement, then
  /// a duration for each by machine, uniform on 1...`longest`. `delay`: see `DelayGenerator`. `taillard`: see
  /// `TaillardGenerator`.
  ///
  /// - Parameters:
  ///   - recipe: at least one job and one machine.
  ///   - seed: the same seed gives the same instance on every machine.
  /// - Throws: `Invalid` when there is no job or machine, or drawn numbers are too large.
  /// - Complexity: O(N m + downtimes + m `setupTypes`^2).
  /// - Source: the distributions of Li, Ouyang, Ma and Wu (2025), "Learning-guided rolling horizon optimization for long-horizon
  ///   flexible job-shop scheduling", for `mix`, `delay` and breakdowns; Taillard (1993), "Benchmarks for basic scheduling
  ///   problems", for `taillard`.
  public static func random(
    _ recipe: ShopRecipe, seed: UInt64
  ) throws(Invalid) -> FlexibleJobShopInstance {
    guard recipe.jobs >= 1, recipe.machines >= 1 else { throw .empty }
    var stream = RandomStream(seed: seed)
    var conditions = ShopConditions()
    let jobs: [[[Alternative]]]
    switch recipe.kind {
    case .mix: jobs = mix(recipe, &stream)
    case .taillard: jobs = TaillardGenerator.jobs(recipe, &stream)
    case .delay:
      let drawn = DelayGenerator(recipe).draw(&stream)
      jobs = drawn.jobs
      conditions.scheduledStart = drawn.starts
    }
    recipe.add(to: &conditions, of: jobs, seed: seed)
    let objective: ShopObjective =
      recipe.kind == .delay ? .startDelay : recipe.dueFactor > 0 ? .totalTardiness : .makespan
    return try FlexibleJobShopInstance(
      name: recipe.name(seed: seed), machineCount: recipe.machines, jobs: jobs,
      conditions: conditions, objective: objective)
  }

  private static func mix(
    _ recipe: ShopRecipe, _ stream: inout RandomStream
  ) -> [[[Alternative]]] {
    (0..<recipe.jobs).map { _ in
      (0..<max(0, recipe.operations)).map { _ in
        let count = stream.integer(in: 1...recipe.machines)
        return stream.choose(count, of: recipe.machines).map {
          Alternative(machine: $0, duration: stream.integer(in: 1...max(1, recipe.longest)))
        }
      }
    }
  }
}

extension RandomStream {
  /// Some of the numbers `0..<total` without replacement, in increasing order.
  mutating func choose(_ count: Int, of total: Int) -> [Int] {
    var numbers = Array(0..<total)
    let count = min(count, total)
    for place in 0..<count { numbers.swapAt(place, place + below(total - place)) }
    return numbers[..<count].sorted()
  }
}
