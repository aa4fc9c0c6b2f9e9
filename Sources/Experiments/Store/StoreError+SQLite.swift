internal import GRDB

extension StoreError {
  /// What an error of the database means to a user of the store at `path`.
  init(_ error: any Error, path: String) {
    if let own = error as? StoreError {
      self = own
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(path: path, .writing, "\(error)")
      return
    }
    let reason = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_NOTADB:
      self.init(path: path, .notAStore, "it is no SQLite database")
    case .SQLITE_CORRUPT:
      self.init(path: path, .damaged, reason)
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY:
      self.init(path: path, .cannotCreate, reason)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(path: path, .inUse, "another process keeps the store locked: \(reason)")
    default:
      self.init(path: path, .writing, reason)
    }
  }
}
