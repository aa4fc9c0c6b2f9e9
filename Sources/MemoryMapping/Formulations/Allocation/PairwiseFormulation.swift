import Modeling
import OptCore

/// `pairwise`: an order for each pair of buffers that are alive together, by big-M rows.
///
/// Offsets x[i] in units of the greatest common divisor, z[i,j] = 1 when j is above i. With E(i,j) the least difference that clears
/// j from i, and the bounds of offsets as far as they are known:
///
///     x[j] - x[i] >= E(i,j) - M (1 - z[i,j])        x[i] - x[j] >= E(j,i) - M z[i,j]
///     x[i] + s[i] <= H
///     x[j] >= sum over the others of a section of s[i] z[i,j]
///     x[j] + s[j] + sum over the others of a section of s[i] (1 - z[i,j]) <= H       for whole buffers of each section
///
/// A pair whose windows can interlock has one column more for each hole between the differences that are excluded, so nothing is
/// lost. Buffers that are the same but for their names are kept in the order of their numbers.
struct PairwiseFormulation: MemoryFormulation {
  static let mostPairs = 60_000
  static let mostTerms = 400_000
  /// Above this the tolerances of engines are units.
  static let mostUnits = 10_000_000

  var description: FormulationDescription {
    FormulationDescription(
      "pairwise", "pairwise",
      "which of two buffers alive together lies above: big-M and section rows",
      source: "Sekiyama et al. (2018), Profile-guided memory optimization for deep neural networks")
  }

  func obstacle(on instance: MemoryInstance) -> String? {
    guard let allocation = instance.allocation else {
      return "formulation pairwise is for static allocation"
    }
    let pairs = PlacementOrder.conflicts(of: allocation.buffers).reduce(0, +) / 2
    guard pairs <= PairwiseFormulation.mostPairs else {
      return "formulation pairwise would have about \(pairs) pairs of buffers,"
        + " at most \(PairwiseFormulation.mostPairs) allowed"
    }
    return nil
  }

  func build(
    for instance: MemoryInstance, incumbent: MemorySolution?, parameters: ParameterValues
  ) throws(SolveError) -> (any BuiltMemoryFormulation)? {
    guard let allocation = instance.allocation,
      let units = AllocationUnits(allocation, incumbent: incumbent)
    else { return nil }
    guard units.upper <= PairwiseFormulation.mostUnits else {
      throw .unsupported(
        method: "mip",
        reason: "formulation pairwise would have heights of \(units.upper) units, at most"
          + " \(PairwiseFormulation.mostUnits) are within the tolerances of engines")
    }
    guard let pairs = units.pairs(most: PairwiseFormulation.mostPairs) else {
      throw .unsupported(method: "mip", reason: "formulation pairwise has too many pairs")
    }
    var builder = Builder(units)
    for pair in pairs { builder.add(pair) }
    builder.addSections()
    return builder.finished()
  }

  private struct Builder {
    typealias Pair = (first: Int, second: Int, taken: [Range<Int>])
    let units: AllocationUnits
    var built: AllocationModel
    /// The columns of a pair, one for each range of differences: 1 = at its end or beyond.
    var columns: [(first: Int, second: Int, taken: [Range<Int>], variables: [Variable])] = []
    /// By buffer: column z for its partner, where the pair has a single one; true where it is turned round.
    var orders: [[Int: Variable]]
    /// By buffer: the column and the factor of its offset.
    var places: [(variable: Variable, factor: Int)] = []

    init(_ units: AllocationUnits) {
      self.units = units
      built = AllocationModel(units, named: "pairwise")
      orders = Array(repeating: [:], count: units.sizes.count)
      for (i, range) in units.offsets.enumerated() {
        let alignment = units.alignments[i]
        let x = built.model.variable(
          alignment > 1 ? .integer : .continuous, lower: Double(range.lowerBound / alignment),
          upper: Double(range.upperBound / alignment), name: "x", i)
        places.append((x, alignment))
        let offset = Double(alignment) * x
        built.offsets.append(offset)
        if let height = built.height {
          built.model.require(offset + Double(units.sizes[i]) <= height, "top", i)
        }
      }
    }

    /// Keeps the difference of two offsets out of each of the ranges.
    mutating func add(_ pair: Pair) {
      let (i, j) = (pair.first, pair.second)
      let (a, b) = (units.offsets[i], units.offsets[j])
      let (least, most) = (b.lowerBound - a.upperBound, b.upperBound - a.lowerBound)
      let difference = built.offsets[j] - built.offsets[i]
      var variables: [Variable] = []
      for (k, range) in pair.taken.enumerated() {
        let isForced = areAlike(i, j) || least > range.lowerBound - 1
        let isBarred = most < range.upperBound
        let z = built.model.variable(
          .integer, lower: isForced ? 1 : 0, upper: isBarred && !isForced ? 0 : 1, name: "z", i, j,
          pair.taken.count > 1 ? k : -1)
        // At least the end of the range, or below its begin.
        built.model.require(
          difference >= Double(range.upperBound)
            - Double(max(0, range.upperBound - least)) * (1 - z), "above", i, j, k)
        built.model.require(
          difference <= Double(range.lowerBound - 1)
            + Double(max(0, most - range.lowerBound + 1)) * z, "below", i, j, k)
        if let last = variables.last { built.model.require(z <= last, "next", i, j, k) }
        variables.append(z)
      }
      columns.append((i, j, pair.taken, variables))
      if pair.taken.count == 1 { orders[j][i] = variables[0] }
    }

    /// Two buffers that are the same but for their names.
    private func areAlike(_ i: Int, _ j: Int) -> Bool {
      let (a, b) = (units.instance.buffers[i], units.instance.buffers[j])
      return a.fixedOffset == nil && b.fixedOffset == nil && a.size == b.size
        && a.lower == b.lower && a.upper == b.upper && a.alignment == b.alignment
        && a.gaps.isEmpty && b.gaps.isEmpty
    }

    /// The sum of what is below a buffer of a section bounds its offset, that of what is above bounds its top.
    mutating func addSections() {
      var terms = 0
      for (number, section) in units.sections().enumerated() {
        let whole = section.filter { $0.addresses == 0..<units.sizes[$0.buffer] }.map(\.buffer)
        terms += 2 * whole.count * whole.count
        guard whole.count > 2, terms <= PairwiseFormulation.mostTerms else { continue }
        for j in whole {
          var below = LinearExpression()
          var total = 0
          for i in whole where i != j {
            let size = Double(units.sizes[i])
            if let z = orders[j][i] {
              below.add(size, z)
            } else if let z = orders[i][j] {
              below.add(-size, z)
              below.constant += size
            } else {
              continue
            }
            total += units.sizes[i]
          }
          built.model.require(built.offsets[j] >= below, "under", number, j)
          let top = built.offsets[j] + Double(units.sizes[j] + total) - below
          if let height = built.height {
            built.model.require(top <= height, "over", number, j)
          } else {
            built.model.require(top <= Double(units.upper), "over", number, j)
          }
        }
      }
    }

    func finished() -> AllocationModel {
      var built = built
      let (places, columns) = (places, columns)
      let alike = groups()
      built.fill = { settled, point in
        var offsets = settled
        for group in alike {
          for (i, offset) in zip(group, group.map { settled[$0] }.sorted()) { offsets[i] = offset }
        }
        for (i, place) in places.enumerated() {
          point[place.variable.index] = Double(offsets[i] / place.factor)
        }
        for pair in columns {
          let difference = offsets[pair.second] - offsets[pair.first]
          for (range, z) in zip(pair.taken, pair.variables) {
            point[z.index] = difference >= range.upperBound ? 1 : 0
          }
        }
      }
      return built
    }

    /// Groups of buffers that are the same, by ascending number.
    private func groups() -> [[Int]] {
      let buffers = units.instance.buffers
      let order = buffers.indices.sorted { a, b in
        let (first, second) = (buffers[a], buffers[b])
        let shape = (first.lower, first.upper, first.size)
        let other = (second.lower, second.upper, second.size)
        if shape != other { return shape < other }
        let rest = (first.alignment, first.gaps.count, first.fixedOffset ?? -1, a)
        return rest < (second.alignment, second.gaps.count, second.fixedOffset ?? -1, b)
      }
      var groups: [[Int]] = []
      var group: [Int] = []
      for i in order {
        if let last = group.last, !areAlike(last, i) {
          groups.append(group)
          group = []
        }
        group.append(i)
      }
      groups.append(group)
      groups.removeAll { $0.count < 2 }
      return groups
    }
  }
}
