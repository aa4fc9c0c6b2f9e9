/// One multiprocessor of a graphics processor, as the tile loops see it; times are in its cycles.
///
/// - Source: rates from data sheets, 16 exponentials per cycle; copies, tensor memory and the law of spills as measured in the repository
///   facebookexperimental/triton (2026) on B200 and used for the others as an estimate.
enum TileMachine: String, CaseIterable {
  /// A100: synchronous tensor cores, all warps in step, `cp.async` copies.
  case ampere
  /// H100: asynchronous tensor cores, TMA, registers shared out unevenly.
  case hopper
  /// B200: accumulators in tensor memory, which has a port of its own.
  case blackwell

  /// Multiplications and additions of tensor cores per cycle, counted as two each.
  var tensorRate: Int {
    switch self {
    case .ampere: 2048
    case .hopper: 4096
    case .blackwell: 8192
    }
  }

  /// Elements that the other arithmetic units work on per cycle.
  var lanes: Int { self == .ampere ? 64 : 128 }
  /// Exponentials per cycle.
  static let exponentialRate = 16
  /// Bytes of shared memory that a block may have.
  var sharedMemory: Int { self == .ampere ? 163_840 : 232_448 }
  /// Columns of tensor memory, of 128 words of 32 bits.
  static let tensorColumns = 512
  /// Whether tensor cores run on after their issue.
  var isAsynchronous: Bool { self != .ampere }
  /// Whether accumulators are in tensor memory.
  var hasTensorMemory: Bool { self == .blackwell }

  /// Names of the functional units, each there once.
  var units: [LoopMachine.Resource] {
    let names = ["TC", "MUFU", "ALU", "TMA"] + (hasTensorMemory ? ["TMEMP"] : [])
    return names.map { .init(name: $0, capacity: 1) }
  }

  /// Registers of warpgroups, each of 128 threads, for their roles: a loader first where copies run on their own, then one that issues for tensor cores
  /// with tensor memory, then those that compute, and a last one that corrects.
  ///
  /// - Parameter warps: at least 1, and 2 where copies run on their own.
  func registers(of warps: Int) -> [Int] {
    let threads = 128
    switch self {
    case .ampere: return Array(repeating: 255 * threads, count: warps)
    case .hopper: return [40 * threads] + Array(repeating: 240 * threads, count: max(0, warps - 1))
    case .blackwell:
      let (small, large, middle) = (48 * threads, 192 * threads, 96 * threads)
      switch warps {
      case ...2: return [small, large]
      case 3: return [small, small, large]
      default: return [small, small] + Array(repeating: large, count: warps - 3) + [middle]
      }
    }
  }

  /// Warpgroups, unless said otherwise.
  var standardWarps: Int {
    switch self {
    case .ampere: 1
    case .hopper: 3
    case .blackwell: 5
    }
  }

  /// Columns of tensor memory for a tile of words, 128 rows side by side.
  static func columns(_ rows: Int, _ columns: Int) -> Int { columns * ((rows + 127) / 128) }

  /// Cycles that tensor cores take for m x n x k.
  func product(_ m: Int, _ n: Int, _ k: Int) -> Int { TileMachine.ratio(2 * m * n * k, tensorRate) }

  /// Cycles of one pass over some elements.
  func pass(_ elements: Int) -> Int { TileMachine.ratio(elements, lanes) }

  /// Cycles of some exponentials.
  static func exponentials(_ count: Int) -> Int { ratio(count, exponentialRate) }

  /// Cycles that a copy of some bytes keeps the engine busy: 6 per KB, without TMA 16.
  func copy(_ bytes: Int) -> Int { TileMachine.ratio(bytes * (self == .ampere ? 16 : 6), 1024) }

  /// Cycles until a copy without a warp of its own has arrived.
  func arrival(_ bytes: Int) -> Int { 512 + copy(bytes) }

  /// Cycles that a load of words from tensor memory keeps its port busy, 4 per KB, and as many and 276 until they have arrived.
  static func tensorLoad(_ words: Int) -> (busy: Int, latency: Int) {
    let busy = ratio(words * 4, 256)
    return (busy, 276 + busy)
  }

  /// Cycles that a store of bytes to tensor memory keeps its port busy, 3 for 2 KB, and as many and 48 until they have arrived.
  static func tensorStore(_ bytes: Int) -> (busy: Int, latency: Int) {
    let busy = ratio(bytes * 3, 2048)
    return (busy, 48 + busy)
  }

  /// Cycles for which registers travel through shared memory to other warps: 61, and 16.1 per KB.
  static func spill(_ registers: Int) -> Int {
    registers == 0 ? 61 : 61 + ratio(registers * 4 * 161, 10_240)
  }

  /// A ratio rounded half up, at least 1.
  private static func ratio(_ work: Int, _ rate: Int) -> Int { max(1, (work + rate / 2) / rate) }
}
