import Modeling
import OptCore

/// `packing`: rectangles with fixed times and variable addresses that do not overlap, for engines of constraint programming.
///
/// All pieces of a buffer share its offset, in units of the greatest common divisor. Besides the rectangles each section is stated by
/// itself, as addresses that do not overlap, and all pieces as a cumulative resource of the height.
struct PackingFormulation: MemoryFormulation {
  static let mostPieces = 20_000
  /// Most pieces in all sections together.
  static let mostMembers = 200_000

  var description: FormulationDescription {
    FormulationDescription(
      "packing", "packing of rectangles",
      "rectangles of time and address that do not overlap, sections, and their load")
  }

  func obstacle(on instance: MemoryInstance) -> String? {
    guard let allocation = instance.allocation else {
      return "formulation packing is for static allocation"
    }
    let pieces = allocation.buffers.reduce(0) { $0 + max(1, $1.gaps.count) }
    return pieces <= PackingFormulation.mostPieces
      ? nil : "formulation packing takes at most \(PackingFormulation.mostPieces) pieces of buffers"
  }

  func build(
    for instance: MemoryInstance, incumbent: MemorySolution?, parameters: ParameterValues
  ) throws(SolveError) -> (any BuiltMemoryFormulation)? {
    guard let allocation = instance.allocation,
      let units = AllocationUnits(allocation, incumbent: incumbent)
    else { return nil }
    guard units.upper <= 1 << 40 else {
      throw .unsupported(
        method: "cp", reason: "formulation packing would have heights of \(units.upper) units")
    }
    var built = AllocationModel(units, named: "packing")
    var variables: [Variable] = []
    for (i, range) in units.offsets.enumerated() {
      let alignment = units.alignments[i]
      let x = built.model.variable(
        .integer, lower: Double(range.lowerBound / alignment),
        upper: Double(range.upperBound / alignment), name: "x", i)
      variables.append(x)
      built.offsets.append(Double(alignment) * x)
      if let height = built.height {
        built.model.require(built.offsets[i] + Double(units.sizes[i]) <= height, "top", i)
      }
    }
    PackingFormulation.addRectangles(&built)
    let alignments = units.alignments
    built.fill = { [variables] settled, point in
      for (i, x) in variables.enumerated() { point[x.index] = Double(settled[i] / alignments[i]) }
    }
    return built
  }

  private static func addRectangles(_ built: inout AllocationModel) {
    let units = built.units
    let times = Array(
      Set(units.pieces.joined().flatMap { [$0.times.lowerBound, $0.times.upperBound] })
    )
    .sorted()
    func place(_ time: Int) -> Int {
      var (low, high) = (0, times.count)
      while low < high {
        let middle = (low + high) / 2
        if times[middle] < time { low = middle + 1 } else { high = middle }
      }
      return low
    }
    var (lives, addresses, demands): ([Interval], [Interval], [LinearExpression]) = ([], [], [])
    for (i, pieces) in units.pieces.enumerated() {
      for piece in pieces {
        let (begin, end) = (place(piece.times.lowerBound), place(piece.times.upperBound))
        lives.append(
          Interval(start: LinearExpression(Double(begin)), duration: Double(end - begin)))
        addresses.append(interval(built.offsets[i], piece.addresses))
        demands.append(LinearExpression(Double(piece.addresses.count)))
      }
    }
    guard lives.count > 1 else { return }
    built.model.require(.noOverlap2D(lives, addresses), "apart")
    let capacity =
      built.height.map { LinearExpression(of: $0) } ?? LinearExpression(Double(units.upper))
    built.model.require(.cumulative(lives, demands: demands, capacity: capacity), "load")
    let sections = units.sections().filter { $0.count > 2 }
    guard sections.reduce(0, { $0 + $1.count }) <= mostMembers else { return }
    for (number, section) in sections.enumerated() {
      built.model.require(
        .noOverlap(section.map { interval(built.offsets[$0.buffer], $0.addresses) }), "section",
        number)
    }
  }

  private static func interval(_ offset: LinearExpression, _ addresses: Range<Int>) -> Interval {
    Interval(start: offset + Double(addresses.lowerBound), duration: Double(addresses.count))
  }
}
