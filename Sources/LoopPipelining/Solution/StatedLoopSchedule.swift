/// What a solution file says besides interval, starts and warps; held against the definition by `violations(in:)`.
public struct StatedLoopSchedule: Sendable, Hashable {
  /// The stated objective; nil = none.
  public var objective: Int?
  /// The stated length; nil = none.
  public var length: Int?
  /// Operations without a start or without warps.
  public var missing: [String] = []
  /// Names of operations that the instance does not have.
  public var unknown: [String] = []
  /// Operations with a warp that does not exist, and the warp.
  public var unknownWarps: [Warp] = []

  /// A warp that an operation names.
  public struct Warp: Sendable, Hashable {
    /// Identifier of the operation.
    public let operation: String
    /// What stands in the file.
    public let warp: Int
  }

  /// Nothing stated.
  public init() {}
}
