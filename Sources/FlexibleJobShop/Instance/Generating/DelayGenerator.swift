import OptCore

/// Jobs with scheduled starts, which operations may miss but not precede.
///
/// At first jobs have `ceil(operations / 0.8)` operations. Every machine has a range of durations along the positions in a job: [5, 20) at first, and
/// from a third of the positions on, chosen among those from 3, another one: its start is 3, 5, 7 or 9, its width 9, 12, 15, 18 or 21. Scheduled starts
/// are sums of gaps, uniform on 0...15. Operations that are not scheduled before the 80 % quantile of all starts are dropped; jobs may lose all.
///
/// - Source: Li, Ouyang, Ma and Wu (2025), "Learning-guided rolling horizon optimization for long-horizon flexible job-shop scheduling".
struct DelayGenerator {
  typealias Alternative = FlexibleJobShopInstance.Alternative

  private static let starts = [3, 5, 7, 9]
  private static let widths = [9, 12, 15, 18, 21]
  private static let kept = 0.8
  private static let longestGap = 15
  private static let firstChange = 3

  private let recipe: ShopRecipe
  /// Operations of every job before some are dropped.
  private let length: Int

  init(_ recipe: ShopRecipe) {
    self.recipe = recipe
    length = Int((Double(max(0, recipe.operations)) / DelayGenerator.kept).rounded(.up))
  }

  /// By job its operations, and the scheduled starts of all.
  func draw(_ stream: inout RandomStream) -> (jobs: [[[Alternative]]], starts: [Int]) {
    let ranges = (0..<recipe.machines).map { _ in durations(&stream) }
    var jobs: [[[Alternative]]] = []
    var starts: [[Int]] = []
    for _ in 0..<recipe.jobs {
      var (job, row, time): ([[Alternative]], [Int], Int) = ([], [], 0)
      for position in 0..<length {
        job.append(
          ranges.indices.map {
            Alternative(machine: $0, duration: stream.integer(in: ranges[$0][position]))
          })
        time += stream.integer(in: 0...DelayGenerator.longestGap)
        row.append(time)
      }
      jobs.append(job)
      starts.append(row)
    }
    let end = quantile(starts.joined().sorted())
    for j in jobs.indices {
      let count = starts[j].count { Double($0) < end }
      jobs[j].removeSubrange(count...)
      starts[j].removeSubrange(count...)
    }
    return (jobs, Array(starts.joined()))
  }

  /// By position the durations of a machine.
  private func durations(_ stream: inout RandomStream) -> [ClosedRange<Int>] {
    let places = max(0, length - DelayGenerator.firstChange)
    let changes = Set(
      stream.choose(length / 3, of: places).map { $0 + DelayGenerator.firstChange })
    var range = 5...19
    return (0..<length).map { position in
      if changes.contains(position) {
        let start = DelayGenerator.starts[stream.below(DelayGenerator.starts.count)]
        let width = DelayGenerator.widths[stream.below(DelayGenerator.widths.count)]
        range = start...start + width - 1
      }
      return range
    }
  }

  /// The quantile between the two nearest of sorted numbers.
  private func quantile(_ sorted: [Int]) -> Double {
    guard let last = sorted.last else { return 0 }
    let place = DelayGenerator.kept * Double(sorted.count - 1)
    let below = Int(place)
    let next = below + 1 < sorted.count ? sorted[below + 1] : last
    return Double(sorted[below]) + (place - Double(below)) * Double(next - sorted[below])
  }
}
