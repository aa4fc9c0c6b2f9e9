extension PageScript {
  /// Tables that are built from the data a page at a time, and the controls above them.
  static let grid = #"""
    // A table over `rows`; columns are {title, kind, get, show, mark}, `open` is called with a chosen row.
    class Grid {
      constructor(host, columns, rows, open) {
        Object.assign(this, {columns, rows, open, page: 0, size: 100, order: null, keep: () => true});
        this.body = el('tbody');
        const heads = columns.map(column => {
          const head = el('th', {scope: 'col', class: column.kind, 'aria-sort': 'none'},
            el('button', {type: 'button'}, column.title));
          makeSortable(head, sign => { this.order = {get: column.get, sign}; this.refresh(); });
          return head;
        });
        this.previous = this.turner('previous', -1);
        this.following = this.turner('next', 1);
        this.range = el('span', {class: 'note', role: 'status'});
        host.replaceChildren(
          el('div', {class: 'scroll tall'}, el('table', {}, el('thead', {}, el('tr', {}, ...heads)), this.body)),
          el('div', {class: 'tools'}, this.previous, this.following, this.range));
        this.listen();
      }
      turner(title, step) {
        const button = el('button', {type: 'button'}, title);
        button.addEventListener('click', () => { this.page += step; this.draw(); });
        return button;
      }
      // Rows answer to a click and Enter; one of them is a tab stop, the arrow keys move it.
      listen() {
        const lineOf = event => event.target.closest('tr');
        const choose = line => this.open(this.part[line.sectionRowIndex]);
        this.body.addEventListener('click', event => choose(lineOf(event)));
        this.body.addEventListener('keydown', event => {
          const line = lineOf(event);
          if (event.key === 'Enter' || event.key === ' ') choose(line);
          else if (event.key === 'ArrowDown') line.nextElementSibling?.focus();
          else if (event.key === 'ArrowUp') line.previousElementSibling?.focus();
          else return;
          event.preventDefault();
        });
        this.body.addEventListener('focusin', event => {
          for (const line of this.body.rows) line.tabIndex = -1;
          lineOf(event).tabIndex = 0;
        });
        // On paper there is no next page.
        addEventListener('beforeprint', () => this.resize(500));
        addEventListener('afterprint', () => this.resize(100));
      }
      resize(size) {
        this.page = Math.floor(this.page * this.size / size);
        this.size = size;
        this.draw();
      }
      refresh() {
        this.shown = this.rows.filter(this.keep);
        if (this.order) this.shown = sorted(this.shown, this.order.get, this.order.sign);
        this.page = 0;
        this.draw();
      }
      draw() {
        const from = this.page * this.size, count = this.shown.length;
        this.part = this.shown.slice(from, from + this.size);
        this.body.replaceChildren(...this.part.map((row, index) => this.line(row, index)));
        this.range.textContent = count === 0 ? 'nothing matches'
          : `${from + 1} to ${from + this.part.length} of ${count}`;
        this.previous.disabled = this.page === 0;
        this.following.disabled = from + this.size >= count;
      }
      line(row, index) {
        const line = el('tr', {tabindex: index === 0 ? 0 : -1, class: row.fault ? 'bad' : null});
        this.columns.forEach((column, place) => {
          const names = known([column.kind, column.mark?.(row)]).join(' ') || null;
          const text = column.show(column.get(row));
          const title = text.length > 24 ? text : null;
          line.append(el(place === 0 ? 'th' : 'td',
            {class: names, scope: place === 0 ? 'row' : null, title}, text));
        });
        return line;
      }
    }

    const chooser = (label, options) => {
      const control = el('select', {}, ...options.map(([value, text]) => el('option', {value}, text)));
      return {control, node: el('label', {}, label, control)};
    };
    const finder = label => {
      const control = el('input', {type: 'search', placeholder: 'any part of a name', autocomplete: 'off'});
      return {control, node: el('label', {}, label, control)};
    };
    const contains = (text, part) => text.toLowerCase().includes(part.toLowerCase());

    """#
}
