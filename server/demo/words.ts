/** The names, places and goods that the demo company is made of. */

export interface Place {readonly city: string; readonly country: string; readonly dial: string; readonly domain: string; readonly streets: readonly string[]; readonly first: readonly string[]; readonly last: readonly string[]; readonly forms: readonly string[]}

const german = {
  first: ['Anna', 'Lena', 'Katharina', 'Sabine', 'Miriam', 'Johanna', 'Petra', 'Jonas', 'Lukas', 'Matthias', 'Stefan', 'Felix', 'Tobias', 'Jürgen', 'Hannes', 'Emre', 'Mehmet', 'Leonie'],
  last: ['Müller', 'Schmidt', 'Schneider', 'Fischer', 'Weber', 'Becker', 'Hoffmann', 'Schäfer', 'Koch', 'Richter', 'Klein', 'Wolf', 'Neumann', 'Krüger', 'Vogel', 'Yılmaz', 'Brandt', 'Lindner'],
  streets: ['Lindenstraße', 'Bahnhofstraße', 'Gartenweg', 'Am Markt', 'Schillerstraße', 'Hafenstraße', 'Mühlenweg', 'Kirchgasse'],
  forms: ['GmbH', 'AG', 'KG', '& Söhne'], dial: '+49', country: 'Germany', domain: 'de',
}
const english = {
  first: ['Olivia', 'Amelia', 'Grace', 'Charlotte', 'Harriet', 'Priya', 'Zara', 'Oliver', 'George', 'Arthur', 'Henry', 'Callum', 'Imran', 'Owen', 'Rhys', 'Thomas', 'Eleanor', 'Freya'],
  last: ['Smith', 'Taylor', 'Patel', 'Hughes', 'Evans', 'Wright', 'Walker', 'Thompson', 'Green', 'Hall', 'Clarke', 'Khan', 'O’Connor', 'Bennett', 'Cooper', 'Ward', 'Turner', 'Ashdown'],
  streets: ['High Street', 'Station Road', 'Mill Lane', 'Church Road', 'Victoria Road', 'Queen Street', 'Harbour Way', 'The Crescent'],
  forms: ['Ltd', 'plc', '& Co', 'Trading'], dial: '+44', country: 'United Kingdom', domain: 'co.uk',
}
const french = {
  first: ['Camille', 'Léa', 'Chloé', 'Manon', 'Amélie', 'Inès', 'Élodie', 'Hugo', 'Louis', 'Gabriel', 'Théo', 'Antoine', 'Nicolas', 'Karim', 'Étienne', 'Julien', 'Margaux', 'Baptiste'],
  last: ['Martin', 'Bernard', 'Dubois', 'Lefèvre', 'Moreau', 'Laurent', 'Girard', 'Roux', 'Fontaine', 'Chevalier', 'Garnier', 'Faure', 'Mercier', 'Benali', 'Lambert', 'Rousseau', 'Perrin', 'D’Angelo'],
  streets: ['rue de la République', 'avenue Victor Hugo', 'rue des Lilas', 'boulevard Gambetta', 'place du Marché', 'rue Saint-Michel', 'quai de la Loire', 'rue Pasteur'],
  forms: ['SARL', 'SA', '& Fils', 'SAS'], dial: '+33', country: 'France', domain: 'fr',
}
const nordic = {
  first: ['Aino', 'Helmi', 'Eeva', 'Saara', 'Kaisa', 'Siiri', 'Tuuli', 'Mikko', 'Antti', 'Juhani', 'Eero', 'Ville', 'Lauri', 'Pekka', 'Oskari', 'Heikki', 'Noora', 'Jari'],
  last: ['Korhonen', 'Virtanen', 'Mäkinen', 'Nieminen', 'Mäkelä', 'Hämäläinen', 'Laine', 'Heikkinen', 'Koskinen', 'Järvinen', 'Lehtonen', 'Saarinen', 'Niemi', 'Salonen', 'Turunen', 'Lindström', 'Åkerblom', 'Rantanen'],
  streets: ['Mannerheimintie', 'Puistokatu', 'Rantatie', 'Kauppakatu', 'Koulukatu', 'Asemakatu', 'Satamakatu', 'Koivukuja'],
  forms: ['Oy', 'Oyj', '& Pojat', 'Osuuskunta'], dial: '+358', country: 'Finland', domain: 'fi',
}
const spanish = {
  first: ['Lucía', 'Carmen', 'Marta', 'Elena', 'Sofía', 'Pilar', 'Nuria', 'Javier', 'Carlos', 'Diego', 'Álvaro', 'Pablo', 'Íñigo', 'Andrés', 'Rafael', 'Miguel', 'Beatriz', 'Ximena'],
  last: ['García', 'Fernández', 'López', 'Martínez', 'Sánchez', 'Pérez', 'Gómez', 'Ruiz', 'Hernández', 'Díaz', 'Muñoz', 'Álvarez', 'Romero', 'Navarro', 'Iglesias', 'Ortega', 'Castro', 'Núñez'],
  streets: ['Calle Mayor', 'Avenida de la Constitución', 'Calle de Alcalá', 'Paseo del Prado', 'Plaza España', 'Calle Real', 'Ronda Sur', 'Calle del Sol'],
  forms: ['S.L.', 'S.A.', 'e Hijos', 'Comercial'], dial: '+34', country: 'Spain', domain: 'es',
}

export const places: readonly Place[] = [
  ...['Hamburg', 'Berlin', 'Köln', 'Leipzig', 'München', 'Bremen'].map(city => ({city, ...german})),
  ...['London', 'Bristol', 'Leeds', 'Edinburgh', 'Norwich'].map(city => ({city, ...english})),
  ...['Lyon', 'Nantes', 'Bordeaux', 'Lille', 'Paris'].map(city => ({city, ...french})),
  ...['Helsinki', 'Turku', 'Tampere', 'Oulu'].map(city => ({city, ...nordic})),
  ...['Madrid', 'Valencia', 'Sevilla', 'Bilbao'].map(city => ({city, ...spanish})),
]

export const companyStems: readonly string[] = [
  'Alder', 'Amber', 'Anchor', 'Arbor', 'Aurora', 'Baltic', 'Beacon', 'Birch', 'Blue Door', 'Bramble', 'Brightwater', 'Cedar', 'Clover', 'Coral', 'Corvus', 'Dovetail', 'Ebb & Flow', 'Ember', 'Fern', 'Fjord',
  'Flint', 'Gable', 'Granite', 'Harbour', 'Hawthorn', 'Heron', 'Hollow Tree', 'Indigo', 'Ivy', 'Juniper', 'Kestrel', 'Lantern', 'Larch', 'Linden', 'Lodestar', 'Maple', 'Marigold', 'Meridian', 'Mill Stone', 'Mistral',
  'Moss', 'Nordlicht', 'North Quay', 'Oak & Iron', 'Olive Press', 'Orchard', 'Osprey', 'Paper Kite', 'Pebble', 'Pine', 'Quarry', 'Quince', 'Red Fox', 'Ridge', 'River Bend', 'Rosemary', 'Rowan', 'Saffron', 'Salt & Rye', 'Sandbank',
  'Sextant', 'Silver Birch', 'Skylark', 'Sorrel', 'Starling', 'Stone Bridge', 'Sycamore', 'Tamarind', 'Thistle', 'Three Mills', 'Tidewater', 'Umber', 'Velvet', 'Vine', 'Walnut', 'Westwind', 'Willow', 'Winter Garden', 'Wren', 'Yarrow',
]
export const companyTrades: readonly (readonly [name: string, industry: string])[] = [
  ['Foods', 'Food & drink'], ['Delicatessen', 'Food & drink'], ['Coffee Roasters', 'Food & drink'], ['Bakery', 'Food & drink'], ['Hotels', 'Hospitality'], ['Catering', 'Hospitality'], ['Restaurants', 'Hospitality'],
  ['Markets', 'Retail'], ['Stores', 'Retail'], ['Home & Living', 'Retail'], ['Wholesale', 'Wholesale'], ['Imports', 'Wholesale'], ['Logistics', 'Logistics'], ['Kitchens', 'Manufacturing'], ['Ceramics', 'Manufacturing'], ['Studios', 'Services'],
]

export const jobTitles: readonly string[] = [
  'Buyer', 'Head of Purchasing', 'Owner', 'Managing Director', 'Store Manager', 'Head Chef', 'Accounts Payable', 'Office Manager', 'Category Manager', 'Operations Lead', 'Logistics Coordinator', 'Marketing Manager', 'Finance Director', 'Assistant Buyer',
]

/** Category -> goods with a base price in EUR. */
export const goods: {readonly [category: string]: readonly (readonly [name: string, price: number])[]} = {
  Coffee: [['House Blend', 14.5], ['Ethiopia Yirgacheffe', 19.9], ['Colombia Huila', 17.8], ['Decaf Peru', 18.4], ['Espresso Nero', 16.2], ['Cold Brew Pack', 22]],
  Tea: [['Earl Grey', 9.6], ['Sencha', 12.4], ['Darjeeling First Flush', 18.9], ['Rooibos Vanilla', 8.2], ['Peppermint', 6.9], ['Chai Masala', 10.5]],
  Pantry: [['Olive Oil Extra Virgin', 21.5], ['Balsamic Vinegar', 17.9], ['Wild Honey', 12.8], ['Sea Salt Flakes', 5.4], ['Smoked Paprika', 4.9], ['Dijon Mustard', 5.9]],
  Sweets: [['Dark Chocolate 72%', 6.4], ['Almond Nougat', 8.9], ['Salted Caramels', 9.5], ['Orange Marmalade', 6.2], ['Ginger Biscuits', 5.1], ['Hazelnut Praline', 13.8]],
  Tableware: [['Stoneware Plate', 18.5], ['Linen Napkin Set', 32], ['Espresso Cup', 9.9], ['Carafe', 27.5], ['Serving Board', 39], ['Soup Bowl', 14.9]],
}
/** Pack -> factor on the base price. */
export const packs: readonly (readonly [name: string, factor: number])[] = [['250 g', 1], ['1 kg', 3.4], ['Case of 6', 5.5], ['Case of 12', 10.4]]
export const pieces: readonly (readonly [name: string, factor: number])[] = [['single', 1], ['set of 4', 3.7], ['set of 6', 5.3], ['crate of 24', 19.5]]

export const subjects: {readonly [kind: string]: readonly string[]} = {
  call: ['Ask about the spring order', 'Follow up on the quote', 'Discuss delivery dates', 'Check how the samples were received', 'Talk about next year’s prices'],
  mail: ['Send the new price list', 'Send samples overview', 'Confirm the delivery address', 'Answer the question on allergens', 'Thank you and next steps'],
  meeting: ['Tasting at their office', 'Quarterly review', 'Visit the new store', 'Contract renewal', 'Introduce the new account manager'],
  task: ['Prepare the offer', 'Check the open invoice', 'Update the contact list', 'Arrange a replacement for the damaged case', 'Plan the autumn assortment'],
}
