import OptCore

/// Where and when tensors are in fast memory.
public struct Mapping: Sendable, Hashable {
  /// How a tensor comes into fast memory.
  public enum Entry: Sendable, Hashable {
    /// Its producer writes it there; usable from then on.
    case define
    /// Copied in from slow memory; usable from instruction `ready` on.
    case copy(ready: Int)
    /// A parameter that stays there across runs.
    case preload
  }

  /// A stay of a tensor in fast memory.
  public struct Residency: Sendable, Hashable {
    /// The tensor, 0-based.
    public var tensor: Int
    /// First instruction at which it holds space.
    public var lower: Int
    /// First instruction at which it does not any more.
    public var upper: Int
    /// Its address.
    public var offset: Int
    /// How it comes there.
    public var entry: Entry
    /// The window of a copy to slow memory: from the first instruction up to the second, which it does not include; equal = it stalls.
    public var copyOut: CopyWindow?

    /// A stay.
    public init(
      tensor: Int, lower: Int, upper: Int, offset: Int, entry: Entry, copyOut: CopyWindow? = nil
    ) {
      (self.tensor, self.lower, self.upper, self.offset) = (tensor, lower, upper, offset)
      (self.entry, self.copyOut) = (entry, copyOut)
    }

    /// The first instruction at which reads find it in fast memory.
    public var ready: Int {
      switch entry {
      case .define: lower
      case .copy(let ready): ready
      case .preload: 0
      }
    }
  }

  /// Instructions during which a copy may use the idle time of slow memory.
  public struct CopyWindow: Sendable, Hashable {
    /// The first one.
    public var begin: Int
    /// The one after the last; not before `begin`.
    public var end: Int

    /// A window.
    public init(_ begin: Int, _ end: Int) { (self.begin, self.end) = (begin, end) }
  }

  /// All stays, in any order.
  public var residencies: [Residency]
  /// The time saved that a file states; checked by `violations(in:)`.
  package var statedSaving: Int?
  /// What a file says wrong besides: names that the instance does not have.
  package var statedFaults: [MemoryViolation] = []

  /// A mapping.
  public init(residencies: [Residency] = []) { self.residencies = residencies }

  /// The stays of each tensor, in time order.
  package func staysByTensor(count: Int) -> [[Residency]] {
    var stays = [[Residency]](repeating: [], count: count)
    for stay in residencies where stays.indices ~= stay.tensor { stays[stay.tensor].append(stay) }
    return stays.map { $0.sorted { ($0.lower, $0.upper) < ($1.lower, $1.upper) } }
  }
}
