import OptCore

/// Players of `MallocGame`.
public struct GameMethod: SolveMethod {
  private enum Player: Sendable { case greedy, beam, tree }

  /// Identifier and help.
  public let description: MethodDescription
  private let player: Player

  private static let offsets = ParameterDescription(
    "offsets", .choice(OffsetRule.allCases.map(\.rawValue)), default: "best",
    "which hole a stay goes to")

  private init(
    _ player: Player, _ id: String, _ kind: MethodKind, _ summary: String, source: String?,
    parameters: [ParameterDescription] = [], workUnit: String? = nil
  ) {
    self.player = player
    description = MethodDescription(
      id, kind, summary, source: source, parameters: parameters + [Self.offsets],
      workUnit: workUnit)
  }

  /// Always what rewards most at once.
  public static var greedy: GameMethod {
    GameMethod(
      .greedy, "game-greedy", .rule, "the game of placing tensors, always the greatest reward",
      source: nil)
  }

  /// The best states after each decision are kept.
  public static var beam: GameMethod {
    GameMethod(
      .beam, "game-beam", .rule, "the game of placing tensors, a beam of the best states",
      source: "Lowerre (1976), The HARPY speech recognition system",
      parameters: [
        ParameterDescription("width", .integer(1...100_000), default: "32", "states kept")
      ])
  }

  /// Tree search with greedy plays.
  public static var tree: GameMethod {
    GameMethod(
      .tree, "game-mcts", .localSearch,
      "the game of placing tensors, tree search by upper confidence bounds and greedy plays",
      source: "Rosin (2011), Multi-armed bandits with episode context",
      parameters: [
        ParameterDescription(
          "simulations", .integer(1...1_000_000), default: "8", "plays before each decision")
      ], workUnit: "simulation")
  }

  /// It maps programs.
  public func obstacle(on instance: MemoryInstance) -> String? {
    instance.mapping == nil ? "is for mapping programs" : nil
  }

  /// Plays one game, or for tree search one after the other until the session says stop.
  ///
  /// - Throws: `SolveError` when a mapping is wrong.
  public func run(
    _ request: SolveRequest<MemorySolution>, in session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    guard let instance = session.instance.mapping else { return .completed }
    let rule = request.parameters.text("offsets").flatMap { OffsetRule(rawValue: $0) } ?? .best
    let game = MallocGame(instance, offsets: rule)
    var random = RandomStream(seed: request.seed)
    switch player {
    case .greedy:
      var game = game
      game.playGreedily(noise: 0, &random) { session.stopReason != nil }
      try offer(game, session)
    case .beam:
      try beam(game, width: request.parameters.integer("width") ?? 32, &random, session)
    case .tree:
      return try search(
        game, simulations: request.parameters.integer("simulations") ?? 8, &random, session)
    }
    return session.stopReason ?? .completed
  }

  /// Nothing is worse than no mapping at all.
  private func offer(
    _ game: MallocGame, _ session: SolveSession<MemoryInstance>
  ) throws(SolveError) {
    try session.offer(
      .mapping(game.saved < 0 ? Mapping() : game.mapping), from: description.id)
  }

  private func beam(
    _ game: MallocGame, width: Int, _ random: inout RandomStream,
    _ session: SolveSession<MemoryInstance>
  ) throws(SolveError) {
    var states = [game]
    while let first = states.first, !first.isOver {
      if session.stopReason != nil {
        states = [first]
        states[0].playGreedily(noise: 0, &random) { true }
        break
      }
      let next = states.flatMap { $0.successors().map(\.game) }
      let order = next.indices.sorted { (next[$0].total, $0) < (next[$1].total, $1) }
      states = order.prefix(width).map { next[$0] }
    }
    if let first = states.first { try offer(first, session) }
  }

  private func search(
    _ game: MallocGame, simulations: Int, _ random: inout RandomStream,
    _ session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    var work = session.limits.work ?? .max
    let games = 4
    for _ in 0..<games {
      var tree = GameTree(game, random: RandomStream(seed: random.next()))
      repeat {
        for _ in 0..<simulations {
          guard work > 0 else { return .workLimit }
          work -= 1
          if tree.simulate(isStopped: { session.stopReason != nil }), let best = tree.best {
            try offer(best, session)
          }
          if let reason = session.stopReason { return reason }
        }
      } while tree.advance()
    }
    return .completed
  }
}
