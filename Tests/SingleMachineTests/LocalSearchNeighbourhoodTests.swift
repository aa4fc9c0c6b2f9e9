import OptCore
import SingleMachine
import Testing

/// Checks one state against definitions; run for each number type and weighting.
private struct NeighbourhoodCheck: SequenceTask {
  let instance: SingleMachineInstance
  let sequence: [Int]
  var trials = 0

  mutating func run<Value, Weights>(_ state: consuming SequenceState<Value, Weights>) -> Int {
    #expect(Int(state.total) == slowCost(sequence, instance))
    for i in sequence.indices {
      var row = MoveChoice<Value>()
      state.scanForward(i, sequence.count, &row)
      state.scanBackward(i, 0, &row)
      check(row, state, best: slowBestOfRow(sequence, i, instance))
      for length in 2...4 where i + length <= sequence.count {
        var block = MoveChoice<Value>()
        state.scanBlockForward(i, length: length, sequence.count, &block)
        state.scanBlockBackward(i, length: length, 0, &block)
        check(block, state, best: slowBestBlock(sequence, i, length: length, instance))
      }
    }
    return trials
  }

  /// A choice must reach the best cost, and making it must lead to the state of the changed sequence.
  private mutating func check<Value, Weights>(
    _ choice: MoveChoice<Value>, _ state: SequenceState<Value, Weights>, best: Int
  ) {
    trials += 1
    #expect(Int(state.total) + Int(choice.delta) == best)
    if choice.delta == 0 { return }
    var changed = state
    changed.apply(choice.move)
    let fresh = SequenceState<Value, Weights>(instance, sequence: changed.sequence)
    #expect(changed.sequence.sorted() == Array(sequence.indices))
    #expect(changed.total == fresh.total && Int(fresh.total) == best)
    #expect(changed.completion == fresh.completion && changed.lateness == fresh.lateness)
    #expect(changed.tardyWeight == fresh.tardyWeight && changed.tardyCost == fresh.tardyCost)
    #expect(changed.position == fresh.position && changed.due == fresh.due)
    changed.copy(from: state, 0, sequence.count)
    #expect(changed.sequence == sequence && changed.tardyCost == state.tardyCost)
  }
}

@Suite("Neighbourhoods of local search")
struct LocalSearchNeighbourhoodTests {
  @Test("the best move of every row and block is the best by definition")
  func rowsAgreeWithDefinition() throws {
    var source = LocalSearchInstances(seed: 11)
    var trials = 0
    for _ in 0..<3000 {
      let instance = try source.next(upTo: 9)
      let sequence = source.order(instance.jobCount)
      var check = NeighbourhoodCheck(instance: instance, sequence: sequence)
      trials += instance.search(from: sequence, &check)
    }
    #expect(trials > 20_000)
  }

  @Test("rows longer than one chunk agree with the definition")
  func longRowsAgreeWithDefinition() throws {
    var source = LocalSearchInstances(seed: 12)
    for count in [31, 32, 33, 34, 65, 70, 97] {
      let instance = try source.next(count: count)
      let sequence = source.order(count)
      var check = NeighbourhoodCheck(instance: instance, sequence: sequence)
      _ = instance.search(from: sequence, &check)
    }
  }

  @Test("both number types and both weightings give the same moves")
  func representationsAgree() throws {
    var source = LocalSearchInstances(seed: 13)
    for _ in 0..<300 {
      let instance = try source.next(upTo: 12)
      let sequence = source.order(instance.jobCount)
      var narrow = NeighbourhoodCheck(instance: instance, sequence: sequence)
      var wide = narrow
      if instance.searchFitsIn32Bits {
        _ = narrow.run(SequenceState<Int32, JobWeights>(instance, sequence: sequence))
      }
      _ = wide.run(SequenceState<Int, JobWeights>(instance, sequence: sequence))
      if !instance.isWeighted {
        _ = wide.run(SequenceState<Int, UnitWeights>(instance, sequence: sequence))
      }
    }
  }

  @Test("an instance whose sums pass 32 bits is searched with 64")
  func largeNumbersAreWide() throws {
    let small = try SingleMachineInstance(
      name: "s", processingTimes: [1000, 2000], dueDates: [5, -5])
    let large = try SingleMachineInstance(
      name: "l", processingTimes: [1 << 28, 1 << 28], dueDates: [5, -5])
    let late = try SingleMachineInstance(
      name: "d", processingTimes: [1, 1], dueDates: [0, -(1 << 40)])
    #expect(small.searchFitsIn32Bits && !large.searchFitsIn32Bits && !late.searchFitsIn32Bits)
    for instance in [large, late] {
      var check = NeighbourhoodCheck(instance: instance, sequence: [0, 1])
      #expect(instance.search(from: [0, 1], &check) == 3)
    }
  }
}
