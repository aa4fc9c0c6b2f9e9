import MemoryMapping
import OptCore
import Testing

@Suite("the game of placing tensors")
struct MallocGameTests {
  @Test(
    "rewards add up to the time saved by a mapping without violations", arguments: 0..<300,
    OffsetRule.allCases)
  func rewards(seed: Int, rule: OffsetRule) throws {
    let instance = try #require(RandomProgram.program(seed, instructions: 10, tensors: 9))
    var random = RandomStream(seed: UInt64(seed))
    var game = MallocGame(instance, offsets: rule)
    var sum = 0
    while !game.isOver {
      let actions = game.legalActions
      try #require(!actions.isEmpty)
      sum += game.play(actions[random.below(actions.count)])
    }
    try #require(game.mapping.violations(in: instance).isEmpty)
    #expect(sum == game.saved)
    #expect(sum == MappingCost(of: game.mapping, in: instance).saved)
  }

  @Test("a copy of a game goes its own way", arguments: 0..<50)
  func copiesAreIndependent(seed: Int) throws {
    let instance = try #require(RandomProgram.program(seed, instructions: 6, tensors: 6))
    var random = RandomStream(seed: 1)
    let game = MallocGame(instance)
    let before = game.legalActions
    var copy = game
    copy.playGreedily(noise: 0.5, &random) { false }
    #expect(copy.isOver)
    #expect(game.cursor == 0)
    #expect(game.saved == 0)
    #expect(game.legalActions == before)
  }

  @Test("illegal actions change nothing")
  func illegalActions() throws {
    var tensor = Tensor(id: "p", size: 4, copyTime: 3)
    tensor.reads = [Tensor.Access(instruction: 0, slow: 9, fast: 1)]
    let instance = try MappingInstance(
      name: "", capacity: 4, instructions: [MappingInstance.Instruction(id: "i", compute: 1)],
      tensors: [tensor])
    var game = MallocGame(instance)
    // A parameter that is not in fast memory cannot be there without a copy.
    #expect(game.legalActions == [.copy, .drop])
    #expect(game.play(.noCopy) == 0)
    #expect(game.cursor == 0)
    // 9 ps become 1, and a copy of 3 ps before the first instruction stalls.
    #expect(game.play(.copy) == 5)
    #expect(game.isOver)
  }

  @Test("tree search keeps its best play", arguments: 0..<30)
  func treeSearch(seed: Int) throws {
    let instance = try #require(RandomProgram.program(seed, instructions: 8, tensors: 6))
    var tree = GameTree(MallocGame(instance), random: RandomStream(seed: 1))
    var best = Int.min
    repeat {
      for _ in 0..<4 where tree.simulate(isStopped: { false }) {
        let game = try #require(tree.best)
        #expect(game.saved > best)
        best = game.saved
      }
    } while tree.advance()
    let game = try #require(tree.best)
    #expect(game.mapping.violations(in: instance).isEmpty)
    #expect(MappingCost(of: game.mapping, in: instance).saved == best)
    var greedy = MallocGame(instance)
    var random = RandomStream(seed: 1)
    greedy.playGreedily(noise: 0, &random) { false }
    #expect(best >= greedy.saved)
  }
}
